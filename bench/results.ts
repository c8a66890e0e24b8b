import type { Findings } from './subjects/subject.js';

/** What a benchmark brings: written to a file, from which the page is made. */
export interface Results {
  readonly machine: Machine;
  readonly settings: Settings;
  readonly turns: readonly Turn[];
}

export interface Machine {
  readonly measuredAt: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  readonly postgres: string;
  readonly rabbitmq: string;
  /** The median of an 8 KiB write that has reached the disk. */
  readonly syncMs: number;
}

export interface Settings {
  readonly rounds: number;
  readonly seconds: number;
  readonly concurrency: readonly number[];
  readonly perSecond: readonly number[];
  readonly backlog: number;
  readonly rows: number;
}

/** One system, started afresh on fresh servers, under one load after the other. */
export interface Turn {
  readonly round: number;
  readonly scenario: Scenario;
  readonly subject: string;
  readonly startMs: number;
  /** Of each process: before the load, and at most under it. */
  readonly memoryBytes: Readonly<Record<string, { readonly atRest: number; readonly peak: number }>>;
  readonly cells: readonly Cell[];
  readonly findings: Findings;
  /** Why it broke off. */
  readonly error?: string;
}

export const scenarios = ['load', 'drain', 'growth', 'scale'] as const;
export type Scenario = (typeof scenarios)[number];

export interface Cell {
  readonly kind: 'closed' | 'open' | 'drain' | 'grown';
  /** Customers, orders per second, orders that waited, or orders of the past. */
  readonly level: number;
  readonly figures: Figures;
}

/** Latencies are in milliseconds, and count from when a request was to be sent. */
export interface Figures {
  readonly accepted: number;
  readonly refused: number;
  readonly validated: number;
  readonly acceptedPerSecond: number;
  /** From the first request until the last order was VALIDATED: no backlog is left out. */
  readonly validatedPerSecond: number;
  readonly posted: Latency;
  readonly decided: Latency;
  readonly cpuMsPerOrder: Readonly<Record<string, number>>;
  readonly writtenBytesPerOrder: Readonly<Record<string, number>>;
  readonly walBytesPerOrder: number;
  readonly transactionsPerOrder: number;
}

/** Undefined, and not in the file, where there was none. */
export interface Latency {
  readonly p50?: number;
  readonly p99?: number;
  readonly max?: number;
}
