import { setTimeout as delay } from 'node:timers/promises';

/**
 * Resolves with what the promise resolves with, or with undefined when it has not after so many milliseconds; rejects as
 * the promise does. The rest of the wait keeps no process alive.
 */
export const waitAtMost = <Value>(
  milliseconds: number,
  promise: Promise<Value> | undefined,
): Promise<Value | undefined> => Promise.race([promise, delay(milliseconds, undefined, { ref: false })]);
