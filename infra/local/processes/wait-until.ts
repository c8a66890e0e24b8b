import { setTimeout as delay } from 'node:timers/promises';

const POLLING_INTERVAL_MS = 50;

export interface Waiting {
  /** What is waited for, as it reads behind "waiting for". */
  readonly what: string;
  readonly timeoutMs: number;
  /** Ends the waiting early: says why it is in vain, or nothing. */
  readonly inVain?: () => string | undefined;
}

/** Tries until it answers with something other than undefined; throws a sentence when that takes too long. */
export async function waitUntil<T>(attempt: () => Promise<T | undefined>, waiting: Waiting): Promise<T> {
  const deadline = Date.now() + waiting.timeoutMs;
  let lastError: unknown;
  while (Date.now() < deadline) {
    const result = await attempt().catch((error: unknown) => void (lastError = error));
    if (result !== undefined) return result as T;
    const reason = waiting.inVain?.();
    if (reason) throw new Error(`Gave up waiting for ${waiting.what}: ${reason}`);
    await delay(POLLING_INTERVAL_MS);
  }
  const cause = lastError instanceof Error ? `: ${lastError.message}` : '';
  throw new Error(`Waited ${waiting.timeoutMs / 1_000} s in vain for ${waiting.what}${cause}`);
}
