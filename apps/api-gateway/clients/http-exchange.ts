import type { ServiceName } from '#contracts';
import { request, type Dispatcher } from 'undici';
import { DownstreamFailure, type FailureKind } from './downstream-failure.js';
import type { Endpoint } from './endpoints.js';
import type { DownstreamAnswer, Call, Exchange } from './exchange.js';
import { isRepeatable } from './is-repeatable.js';
import { neverSent } from './never-sent.js';

export interface Downstream {
  readonly service: ServiceName;
  readonly endpoint: Endpoint;
  /** For the whole exchange, from the connection to the answer's last byte. */
  readonly timeoutMs: number;
}

/** Exchanges with an instance of a service over HTTP, on the connections of the dispatcher. */
export function httpExchange({ service, endpoint, timeoutMs }: Downstream, dispatcher: Dispatcher): Exchange {
  return async (call) => {
    const timeout = AbortSignal.timeout(call.timeoutMs ?? timeoutMs);
    const signal = call.signal ? AbortSignal.any([timeout, call.signal]) : timeout;
    try {
      return await exchange(endpoint, call, { dispatcher, signal });
    } catch (cause) {
      const repeatable = isRepeatable(call) || neverSent(cause);
      const kind = failureKind(call, timeout, repeatable);
      throw new DownstreamFailure(service, kind, { repeatable, cause });
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
  { method, path, headers, body }: Call,
  means: Means,
): Promise<DownstreamAnswer> {
  const response = await request(`${url}${path}`, {
    ...means,
    method: method as Dispatcher.HttpMethod,
    headers: { ...headers, host, ...(body !== undefined && { 'content-type': 'application/json' }) },
    body,
  });
  return {
    status: response.statusCode,
    headers: singleValued(response.headers),
    body: Buffer.from(await response.body.arrayBuffer()),
  };
}

function singleValued(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, String(value ?? '')] as const);
  return Object.fromEntries(entries);
}
