import { eventually } from '#testing';
import type { FaultBed, FaultBedOptions } from '../harness/fault-bed.js';
import type { Fault, Finds } from '../harness/scenario.js';
import type { MutationName } from '../sabotage/mutations.js';
import type { Sabotage } from '../sabotage/sabotage.js';

/** One of the system's defences taken away, and a fault that it is there for. */
export interface Mutant {
  /** The promise that it breaks. */
  readonly row: number;
  readonly sabotage: Sabotage & { readonly mutation: MutationName };
  /** Variables that it needs. */
  readonly env?: Readonly<Record<string, string>>;
  /** Something other than the usual bed. */
  readonly start?: (options: FaultBedOptions) => Promise<FaultBed>;
  readonly fault?: (bed: FaultBed) => Fault;
  /** What the system with the defence would not show under the same fault. */
  readonly finds: Finds;
}

/** How often a fault that comes again and again does so. */
export const TIMES = 4;
/** The usual one is longer than any recovery, and than these tests take. */
export const SHORT_DEADLINE = { VALIDATION_DEADLINE_MS: '10000' };

const SOME = 5;

/** Resolves when more than a few orders are not terminal. */
export const ordersWait = (bed: FaultBed): Promise<void> =>
  eventually(async () => expect(await bed.unfinished()).toBeGreaterThan(SOME));
