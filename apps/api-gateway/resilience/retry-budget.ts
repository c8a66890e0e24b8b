const MOST_RETRIES = 10;
/** A retry for every ten calls. */
const CALLS_PER_RETRY = 10;

/**
 * What retries may add to the calls of a service: a tenth, and a few at once after a quiet time. When everything fails,
 * retries would otherwise triple the load of a service that is down for its load.
 * Pattern: retry budget (Google, "Site Reliability Engineering", chapter 21; also in Finagle, gRPC and Envoy).
 */
export class RetryBudget {
  /** In calls, so that it stays a whole number. */
  private saved = MOST_RETRIES * CALLS_PER_RETRY;

  /** For each call that is not itself a retry. */
  earn(): void {
    this.saved = Math.min(this.saved + 1, MOST_RETRIES * CALLS_PER_RETRY);
  }

  /** False when there is not enough for a retry. */
  spend(): boolean {
    if (this.saved < CALLS_PER_RETRY) return false;
    this.saved -= CALLS_PER_RETRY;
    return true;
  }
}
