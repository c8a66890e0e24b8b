import type { Wait } from '#service-kit';
import type { Call } from './exchange.js';

/** The call, with the wish that its answer be held back for so long (RFC 7240), until `givenUp` aborts. */
export const waitingCall = (call: Call, { seconds, gone }: Wait, givenUp: AbortSignal): Call => ({
  ...call,
  headers: { ...call.headers, prefer: `wait=${seconds}` },
  waitMs: seconds * 1_000,
  signal: givenUp,
  gone,
});

/** The same call, without that. */
export function withoutWait(call: Call): Call {
  const headers = Object.entries(call.headers).filter(([name]) => name !== 'prefer');
  return { ...call, headers: Object.fromEntries(headers), waitMs: undefined, signal: call.gone };
}
