import type { ServiceName } from '#contracts';
import { request, type Dispatcher } from 'undici';
import { DownstreamFailure, type FailureKind } from './downstream-failure.js';
import type { Endpoint } from './endpoints.js';
import type { DownstreamAnswer, Call, Exchange } from './exchange.js';
import { isRepeatable } from './is-repeatable.js';
import { neverSent } from './never-sent.js';

const EVENT_STREAM = 'text/event-stream';
/** Within an answer. A stream has heartbeats in it: one that says nothing for longer has lost its service. */
const LONGEST_SILENCE_MS = 45_000;

export interface Downstream {
  readonly service: ServiceName;
  readonly endpoint: Endpoint;
  /** For the whole exchange, from the connection to the answer's last byte; of a stream, to its first. */
  readonly timeoutMs: number;
}

/** Exchanges with an instance of a service over HTTP, on the connections of the dispatcher. */
export function httpExchange({ service, endpoint, timeoutMs }: Downstream, dispatcher: Dispatcher): Exchange {
  return async (call) => {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), timeoutMs + (call.waitMs ?? 0));
    const signal = call.signal ? AbortSignal.any([timeout.signal, call.signal]) : timeout.signal;
    try {
      return await exchange(endpoint, call, { dispatcher, signal });
    } catch (cause) {
      const repeatable = isRepeatable(call) || neverSent(cause);
      const kind = failureKind(call, timeout.signal, repeatable);
      throw new DownstreamFailure(service, kind, { repeatable, cause });
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Whoever repeats a write that was only broken off may do it twice. */
function failureKind({ signal }: Call, timeout: AbortSignal, repeatable: boolean): FailureKind {
  if (timeout.aborted) return 'timeout';
  if (signal?.aborted) return 'abandoned';
  return repeatable ? 'unavailable' : 'broken-off';
}

interface Means {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
}

async function exchange(
  { url, host }: Endpoint,
  { method, path, headers, body, asStream }: Call,
  means: Means,
): Promise<DownstreamAnswer> {
  const response = await request(`${url}${path}`, {
    ...means,
    method: method as Dispatcher.HttpMethod,
    headers: { ...headers, host, ...(body !== undefined && { 'content-type': 'application/json' }) },
    body,
    bodyTimeout: LONGEST_SILENCE_MS,
  });
  const answer = { status: response.statusCode, headers: singleValued(response.headers) };
  if (asStream && answer.headers['content-type'] === EVENT_STREAM)
    return { ...answer, body: Buffer.alloc(0), stream: response.body };
  return { ...answer, body: Buffer.from(await response.body.arrayBuffer()) };
}

function singleValued(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, String(value ?? '')] as const);
  return Object.fromEntries(entries);
}
