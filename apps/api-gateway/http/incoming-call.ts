import { HttpProblem, REQUEST_ID } from '#service-kit';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Call } from '../clients/exchange.js';
import { z } from 'zod';

export interface IncomingRequest {
  readonly method: string;
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: unknown;
}

/** What a service is told of the caller's request; everything else stays here. */
const PASSED_ON = [
  'authorization',
  'accept',
  'if-match',
  'if-none-match',
  'idempotency-key',
  'last-event-id',
  REQUEST_ID,
];
/** A request target may name the gateway, too (RFC 9112, section 3.2.2). */
const SCHEME_AND_HOST = /^https?:\/\/[^/?]*/i;

const Id = z.guid();

/**
 * The caller's request as a call that can be passed on. A HEAD is passed on as a GET, whose headers it is to have: the server
 * leaves out the body. Throws a problem when an id of its path is none.
 */
export function callOf({ method, url, params, headers, body }: IncomingRequest): Call {
  for (const [name, value] of Object.entries(params)) if (name.endsWith('Id')) requireId(name, value);
  return {
    method: method === 'HEAD' ? 'GET' : method,
    path: url.replace(SCHEME_AND_HOST, ''),
    headers: passedOn(headers),
    ...(body !== undefined && body !== null && { body: jsonOf(body) }),
  };
}

/** The {@link Call} that the request of a route stands for. */
export const IncomingCall = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callOf(context.switchToHttp().getRequest<IncomingRequest>()),
);

function requireId(name: string, value: string): void {
  if (Id.safeParse(value).success) return;
  const errors = [{ pointer: `/${name}`, detail: 'must be a UUID' }];
  const detail = `The ${name} in the path must be a UUID.`;
  throw new HttpProblem({ status: 400, slug: 'invalid-request', detail, errors });
}

/** A parser reads JSON of any depth, but a writer calls itself for every level. */
function jsonOf(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    const detail = 'The JSON of the request is nested too deeply.';
    throw new HttpProblem({ status: 400, slug: 'malformed-json', detail }, { cause });
  }
}

const passedOn = (headers: IncomingRequest['headers']): Record<string, string> =>
  Object.fromEntries(
    PASSED_ON.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  );
