const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** `420 ms`, `4.2 s`, `12 min`, `3 h`: as exact as somebody who waits wants it. */
export function durationOf(ms: number): string {
  if (ms < SECOND_MS) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < MINUTE_MS) return `${(ms / SECOND_MS).toFixed(1)} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  return `${Math.floor(ms / HOUR_MS)} h`;
}

export const durationBetween = (from: string, to: string): string =>
  durationOf(Date.parse(to) - Date.parse(from));

export const ageOf = (time: string, now: Date): string =>
  `${durationOf(now.getTime() - Date.parse(time))} ago`;
