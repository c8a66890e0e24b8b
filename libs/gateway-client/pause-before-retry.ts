const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/**
 * How long to wait before asking again, in milliseconds: as long as the answer says in `Retry-After`, or else twice as
 * long with each failure, and less by chance, so that many who have failed together do not come back together.
 */
export function pauseBeforeRetry(answer: Response | undefined, failures: number): number {
  const askedS = Number.parseInt(answer?.headers.get('retry-after') ?? '', 10);
  if (askedS > 0) return askedS * 1_000;
  const longest = Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
  return longest * (1 - Math.random() / 2);
}
