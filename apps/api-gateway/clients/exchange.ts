/** One HTTP request to a downstream service. */
export interface Call {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, written out. */
  readonly body?: string;
  /** In place of the service's usual timeout, for a call that is meant to take its time. */
  readonly timeoutMs?: number;
  /** Ends the call: nobody waits for its answer any more. */
  readonly signal?: AbortSignal;
}

/** What the service answered, whatever the status; its body as it came. */
export interface DownstreamAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Sends a call and brings the answer. Rejects with DownstreamFailure when there is none. Retries, breakers and caches
 * are functions that wrap one of these in another.
 */
export type Exchange = (call: Call) => Promise<DownstreamAnswer>;
