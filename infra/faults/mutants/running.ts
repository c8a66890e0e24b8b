import { startBalanced } from '../harness/balanced-bed.js';
import type { Mutant } from './mutant.js';

export const running: readonly Mutant[] = [
  {
    row: 20,
    sabotage: { mutation: 'exit-at-once' },
    start: startBalanced,
    fault: ({ system }) => ({
      strike: async () => {
        for (const instance of system.instances) await instance.restart();
      },
    }),
    finds: ['unaccepted'],
  },
];
