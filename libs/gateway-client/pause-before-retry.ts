const FIRST_MS = 250;
const LONGEST_MS = 10_000;
/** Far beyond it a timer would not wait at all. */
const LONGEST_ASKED_MS = 86_400_000;

/**
 * How long to wait before asking again, in milliseconds: as long as the answer says in `Retry-After`, a day at most, or
 * else twice as long with each failure, and less by chance, so that many who have failed together do not come back
 * together.
 */
export function pauseBeforeRetry(answer: Response | undefined, failures: number): number {
  const askedS = Number.parseInt(answer?.headers.get('retry-after') ?? '', 10);
  if (askedS > 0) return Math.min(askedS * 1_000, LONGEST_ASKED_MS);
  const longest = Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
  return longest * (1 - Math.random() / 2);
}
