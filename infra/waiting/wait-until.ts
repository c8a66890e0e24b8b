import { setTimeout as delay } from 'node:timers/promises';

const POLLING_INTERVAL_MS = 50;
const PROGRESS_INTERVAL_MS = 5_000;

/** Takes a line about how far things are. */
export type Report = (line: string) => void;

export interface Waiting {
  /** What is waited for, as it reads behind "waiting for". */
  readonly what: string;
  readonly timeoutMs: number;
  /** Ends the waiting early: says why it is in vain, or nothing. */
  readonly inVain?: () => string | undefined;
  /** Told every few seconds that it is still waited for, and why. */
  readonly report?: Report;
}

/** Tries until it answers with something other than undefined; throws a sentence when that takes too long. */
export async function waitUntil<T>(attempt: () => Promise<T | undefined>, waiting: Waiting): Promise<T> {
  const startedAt = Date.now();
  let nextReportAt = startedAt + PROGRESS_INTERVAL_MS;
  let cause = '';
  while (Date.now() < startedAt + waiting.timeoutMs) {
    const result = await attempt().catch((error: unknown) => void (cause = `: ${reasonOf(error)}`));
    if (result !== undefined) return result as T;
    const reason = waiting.inVain?.();
    if (reason) throw new Error(`Gave up waiting for ${waiting.what}: ${reason}`);
    if (Date.now() >= nextReportAt) {
      waiting.report?.(`Still waiting for ${waiting.what}${cause}`);
      nextReportAt += PROGRESS_INTERVAL_MS;
    }
    await delay(POLLING_INTERVAL_MS);
  }
  throw new Error(`Waited ${waiting.timeoutMs / 1_000} s in vain for ${waiting.what}${cause}`);
}

/** A refused connection to a name with several addresses has its reasons inside. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
