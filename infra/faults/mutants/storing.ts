import { killedEvery } from '../harness/kills.js';
import { redeclareQueues } from '../harness/topology.js';
import { ordersWait, SHORT_DEADLINE, TIMES, type Mutant } from './mutant.js';

const HOUR_MS = 3_600_000;

export const storing: readonly Mutant[] = [
  // Customers repeat some requests that were answered, too.
  { row: 23, sabotage: { mutation: 'no-keys' }, finds: ['doubled'] },
  {
    row: 2,
    sabotage: { mutation: 'dual-write' },
    // Every work has two commits now: dies before the second.
    fault: ({ system }) =>
      killedEvery(system.services.order, { point: 'before-commit', nth: 6 }, TIMES, {
        mutation: 'dual-write',
      }),
    finds: ['lost', 'stuck'],
  },
  {
    row: 19,
    sabotage: { mutation: 'no-deadline' },
    env: SHORT_DEADLINE,
    // Its commands are gone, as after a mistake of an operator: nobody else will end these orders.
    fault: (bed) => ({
      strike: async () => {
        await bed.system.services.consumer.stop();
        await ordersWait(bed);
        await redeclareQueues(bed.stores, 'consumer.commands');
      },
      lift: () => bed.system.services.consumer.start(),
    }),
    finds: ['stuck'],
  },
  { row: 27, sabotage: { mutation: 'own-clock', disturbances: { clock: HOUR_MS } }, finds: ['lost'] },
  {
    row: 28,
    sabotage: { mutation: 'no-retention' },
    env: { RETENTION_MS: '500', RETENTION_INTERVAL_MS: '100' },
    finds: ['remembered'],
  },
];
