import type { Readable } from 'node:stream';

/** One HTTP request to a downstream service. */
export interface Call {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, written out. */
  readonly body?: string;
  /** How much longer than usual the service may take: it was asked to wait. */
  readonly waitMs?: number;
  /** Ends the call: nobody waits for its answer any more. */
  readonly signal?: AbortSignal;
  /** Of a call that waits: its client has gone, as against one whose wait alone is given up. */
  readonly gone?: AbortSignal;
  /** Takes an answer that is an event stream as it comes. */
  readonly asStream?: true;
}

/** What the service answered, whatever the status; its body as it came. */
export interface DownstreamAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The body in place of `body`, which is empty, where an event stream was asked for and began. */
  readonly stream?: Readable;
}

/**
 * Sends a call and brings the answer. Rejects with DownstreamFailure when there is none. Retries, breakers and caches
 * are functions that wrap one of these in another.
 */
export type Exchange = (call: Call) => Promise<DownstreamAnswer>;
