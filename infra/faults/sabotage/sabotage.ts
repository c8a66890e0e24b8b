import type { DisturbanceName } from './disturbances.js';
import type { KillPointName } from './kill-points.js';
import type { MutationName } from './mutations.js';

/** What a process is to suffer from its start on. */
export interface Sabotage {
  /** Kills the process with SIGKILL when it passes the point for the `nth` time. */
  readonly killAt?: { readonly point: KillPointName; readonly nth: number };
  readonly disturbances?: Partial<Readonly<Record<DisturbanceName, number>>>;
  readonly mutation?: MutationName;
}

/** The variable by which a process gets its sabotage. */
export const SABOTAGE = 'FAULTS_SABOTAGE';
