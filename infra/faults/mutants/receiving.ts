import { killedEvery } from '../harness/kills.js';
import { mendedAndSentBack, pourPoison } from '../poison.js';
import { SHORT_DEADLINE, TIMES, type Mutant } from './mutant.js';

const POISONED = 10;
/** Longer than the ladder of retries. */
const OUTAGE_MS = 5_000;

export const receiving: readonly Mutant[] = [
  {
    row: 5,
    sabotage: { mutation: 'ack-before-commit' },
    fault: ({ system }) =>
      killedEvery(system.services.consumer, { point: 'before-commit', nth: 5 }, TIMES, {
        mutation: 'ack-before-commit',
      }),
    finds: ['lost', 'stuck'],
  },
  { row: 5, sabotage: { mutation: 'no-inbox', disturbances: { duplicates: 3 } }, finds: ['doubled'] },
  {
    row: 12,
    sabotage: { mutation: 'no-dead-letters' },
    env: SHORT_DEADLINE,
    fault: ({ stores }) => ({ strike: () => pourPoison(stores, POISONED) }),
    finds: ['lost'],
  },
  { row: 13, sabotage: { mutation: 'redrive-drops' }, fault: mendedAndSentBack, finds: ['stuck'] },
  {
    row: 15,
    sabotage: { mutation: 'subscribe-once' },
    fault: ({ servers }) => ({
      strike: () => servers.rabbitmq.control('close_all_connections', '--global', 'fault test'),
    }),
    finds: ['lost', 'stuck'],
  },
  {
    row: 15,
    sabotage: { mutation: 'no-watchdog', disturbances: { 'forgotten-subscriptions': 2 } },
    finds: ['stuck'],
  },
  {
    row: 16,
    sabotage: { mutation: 'outage-is-failure' },
    fault: ({ servers }) => ({
      strike: () => servers.postgres.kill('SIGQUIT'),
      lastsMs: OUTAGE_MS,
      lift: () => servers.postgres.start(),
    }),
    finds: ['lost', 'stuck'],
  },
  {
    row: 21,
    sabotage: { mutation: 'strict-contracts', disturbances: { 'newer-versions': 2 } },
    finds: ['lost', 'stuck'],
  },
];
