import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '#testing';
import type { FaultBed } from './harness/fault-bed.js';
import { killedEvery } from './harness/kills.js';
import { sabotaged } from './harness/sabotaged.js';
import type { Fault, Finds } from './harness/scenario.js';
import { rebind } from './harness/topology.js';
import type { MutationName } from './sabotage/mutations.js';
import type { Sabotage } from './sabotage/sabotage.js';

/** One of the system's defences taken away, and a fault that it is there for. */
export interface Mutant {
  /** The promise that it breaks. */
  readonly row: number;
  readonly sabotage: Sabotage & { readonly mutation: MutationName };
  readonly fault?: (bed: FaultBed) => Fault;
  readonly finds: Finds;
}

const TIMES = 4;
/** Longer than the ladder of retries. */
const OUTAGE_MS = 5_000;

export const mutants: readonly Mutant[] = [
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
    row: 4,
    sabotage: { mutation: 'skip-refused', disturbances: { 'publish-throws': 7 } },
    finds: ['lost', 'stuck'],
  },
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
    row: 7,
    sabotage: { mutation: 'no-confirms' },
    fault: ({ servers }) => ({ strike: () => servers.rabbitmq.kill(), lift: () => servers.rabbitmq.start() }),
    finds: ['lost', 'stuck'],
  },
  {
    row: 9,
    sabotage: { mutation: 'id-above-last', disturbances: { 'late-commits': 300 } },
    finds: ['lost', 'stuck'],
  },
  {
    row: 10,
    sabotage: { mutation: 'any-shard' },
    fault: ({ system }) => ({
      strike: () =>
        system.services.consumer.restart(
          sabotaged({ mutation: 'any-shard', disturbances: { 'slow-handling': 250 } }),
        ),
    }),
    finds: ['reordered'],
  },
  {
    row: 14,
    sabotage: { mutation: 'not-mandatory' },
    fault: (bed) => ({
      strike: async () => {
        await rebind(bed.stores, 'consumer.commands', 'unbindQueue');
        await eventually(async () => expect(await bed.unfinished()).toBeGreaterThan(5));
      },
      lift: () => rebind(bed.stores, 'consumer.commands', 'bindQueue'),
    }),
    finds: ['lost', 'stuck'],
  },
  {
    row: 16,
    sabotage: { mutation: 'outage-is-failure' },
    fault: ({ servers }) => ({
      strike: async () => {
        await servers.postgres.kill('SIGQUIT');
        await delay(OUTAGE_MS);
      },
      lift: () => servers.postgres.start(),
    }),
    finds: ['lost', 'stuck'],
  },
  {
    row: 19,
    sabotage: { mutation: 'no-deadline' },
    fault: ({ system }) => ({ strike: () => system.services.consumer.stop() }),
    finds: ['stuck'],
  },
];
