import { setTimeout as delay } from 'node:timers/promises';

const INTERVAL_MS = 50;
const GIVE_UP_MS = 30_000;

/**
 * Polls until `assertion` no longer throws, and resolves to what it returns. After `giveUpMs` it rejects with the
 * last failure: the limit only ends a test that fails. Between two attempts it pauses for `intervalMs`.
 */
export async function eventually<T>(
  assertion: () => T | Promise<T>,
  giveUpMs = GIVE_UP_MS,
  intervalMs = INTERVAL_MS,
): Promise<T> {
  const giveUpAt = performance.now() + giveUpMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() >= giveUpAt) throw error;
    }
    await delay(intervalMs);
  }
}
