import type { Answer } from '../clients/exchange.js';

export interface Reply {
  status(code: number): unknown;
  header(name: string, value: string): unknown;
}

const PASSED_BACK = [
  'content-type',
  'etag',
  'location',
  'retry-after',
  'cache-control',
  'preference-applied',
  'www-authenticate',
  'x-correlation-id',
];

/** Gives the reply the answer's status and those of its headers that concern the caller, and returns its body. */
export function passBack({ status, headers, body }: Answer, reply: Reply): Buffer {
  reply.status(status);
  for (const name of PASSED_BACK) if (headers[name] !== undefined) reply.header(name, headers[name]);
  return body;
}
