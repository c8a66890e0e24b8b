import type { EdgeReply, EdgeRequest, EdgeServer } from './server.js';

/** What a request came to. */
export interface RequestEnd {
  readonly method: string;
  /** The route's pattern: a path with its ids may hold secrets, and would make a time series per order. */
  readonly route: string;
  /** That which the client was told; of one that left before, none. */
  readonly status?: number;
  readonly durationMs: number;
  /** The client has left before all of the answer was written, as those of a stream do. */
  readonly isAborted: boolean;
}

/** Tells of every request once, when its answer is written or its client has left: Fastify's `onResponse` tells only the former. */
export function onRequestEnd(
  server: EdgeServer,
  tell: (end: RequestEnd, request: EdgeRequest) => void,
): void {
  const told = new WeakSet<EdgeReply>();
  const ended = (request: EdgeRequest, reply: EdgeReply, isAborted: boolean): void => {
    if (told.has(reply)) return;
    told.add(reply);
    tell(endOf(request, reply, isAborted), request);
  };
  server.addHook('onRequest', (request, reply, done) => {
    // It comes after every answer; after one that is written, it has been told.
    reply.raw.once('close', () => ended(request, reply, true));
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    ended(request, reply, false);
    done();
  });
}

const endOf = (
  { method, routeOptions }: EdgeRequest,
  { raw, statusCode, elapsedTime }: EdgeReply,
  isAborted: boolean,
): RequestEnd => ({
  method,
  route: routeOptions.url ?? 'unknown',
  ...(raw.headersSent && { status: statusCode }),
  durationMs: elapsedTime,
  isAborted,
});
