import { z } from 'zod';

interface ProblemKind {
  readonly status: number;
  /** When a request is answered with it. */
  readonly when: string;
}

/** Every kind of problem, by the last part of its type. */
export const problemKinds = {
  'bad-request': { status: 400, when: 'The request is not valid HTTP, or its target is none.' },
  'malformed-json': { status: 400, when: 'The body is not JSON, or JSON that nobody should read.' },
  'invalid-request': { status: 400, when: 'A value of the request is wrong; `errors` says where and why.' },
  unauthenticated: { status: 401, when: 'The request carries no token, or none that is valid here.' },
  'wrong-credentials': { status: 401, when: 'There is no identity with this username and password.' },
  forbidden: { status: 403, when: 'The route is not for this role, or the thing belongs to somebody else.' },
  'not-found': { status: 404, when: 'There is nothing at this path.' },
  'order-not-found': { status: 404, when: 'There is no order with this id.' },
  'consumer-not-found': { status: 404, when: 'There is no consumer with this id.' },
  'restaurant-not-found': { status: 404, when: 'There is no restaurant with this id.' },
  'ticket-not-found': { status: 404, when: 'The kitchen has no ticket for this order.' },
  'method-not-allowed': { status: 405, when: 'The path has other methods; `Allow` says which.' },
  'not-acceptable': { status: 406, when: 'The caller takes nothing but versions that there are not.' },
  'request-timeout': { status: 408, when: 'The request took too long to arrive.' },
  'transition-not-allowed': { status: 409, when: 'The order is in a state in which this cannot be done.' },
  'ticket-cancelled': { status: 409, when: 'The ticket is cancelled: it is too late to accept it.' },
  'ticket-accepted': { status: 409, when: 'The kitchen has accepted the ticket.' },
  'request-in-progress': {
    status: 409,
    when: 'The first request with this Idempotency-Key is not done yet; `Retry-After` says when to ask again.',
  },
  'menu-version-mismatch': { status: 412, when: 'The menu was revised since; `ETag` says what it is now.' },
  'body-too-large': { status: 413, when: 'The body is larger than 100 KiB.' },
  'uri-too-long': { status: 414, when: 'The target of the request is too long.' },
  'unsupported-media-type': { status: 415, when: 'The body is not `application/json`.' },
  'expectation-failed': { status: 417, when: 'The request has an `Expect` other than `100-continue`.' },
  'idempotency-key-reused': {
    status: 422,
    when: 'The Idempotency-Key was sent before, with another request.',
  },
  'precondition-required': { status: 428, when: 'The request lacks `If-Match`.' },
  'too-many-requests': { status: 429, when: 'More requests, connections or streams than a client may have.' },
  'request-header-fields-too-large': {
    status: 431,
    when: 'The headers are larger than 16 KiB, or more than 100.',
  },
  'internal-server-error': { status: 500, when: 'Something went wrong here, and is recorded.' },
  'downstream-broken-off': {
    status: 502,
    when: 'A service broke off; the request may have been carried out.',
  },
  'downstream-unavailable': {
    status: 503,
    when:
      'A service is away or broke off; to send the request again does no harm, since it has not arrived, changes ' +
      'nothing, or carries an Idempotency-Key.',
  },
  overloaded: { status: 503, when: 'A service has more to do than it can take on; nothing was done.' },
  'service-unavailable': { status: 503, when: 'Something that a service depends on is away.' },
  'token-issuer-unavailable': { status: 503, when: 'The keys to verify tokens by cannot be had.' },
  'breaker-open': { status: 503, when: 'A service failed too often, and is not asked for a while.' },
  'bulkhead-full': { status: 503, when: 'Too many calls to a service are under way.' },
  'downstream-timeout': { status: 504, when: 'A service did not answer in time.' },
} as const satisfies Readonly<Record<string, ProblemKind>>;
export type ProblemName = keyof typeof problemKinds;

const InvalidValue = z.object({
  pointer: z.string().meta({ description: 'Where in the request: a JSON Pointer (RFC 6901)' }),
  detail: z.string(),
});

/** What every error is answered with (RFC 9457), as `application/problem+json`. */
export const Problem = z
  .object({
    type: z.string().meta({ description: '`/problems/` and the kind of the problem' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().meta({ description: 'The path of the request' }),
    errors: z.array(InvalidValue).optional(),
  })
  .meta({ id: 'Problem' });

const retryAfter = { 'retry-after': z.string().meta({ description: 'When to try again, in seconds' }) };

/** The headers that come with the problems of a status. */
export const problemHeaders: Readonly<Record<number, Readonly<Record<string, z.ZodType>>>> = {
  401: { 'www-authenticate': z.string().meta({ description: 'What is wanted (RFC 6750)' }) },
  405: { allow: z.string().meta({ description: 'The methods of the path' }) },
  412: { etag: z.string().meta({ description: 'Of what is there now' }) },
  429: retryAfter,
  503: retryAfter,
};

/** The `type` of a problem of this kind. */
export const problemTypeOf = (name: ProblemName): string => `/problems/${name}`;

/** The `title` of a problem of this kind: its name in words. */
export const problemTitleOf = (name: ProblemName): string => {
  const words = name.replaceAll('-', ' ').replace(/\bjson\b/, 'JSON');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

/** Whether there is a kind of problem of this name. */
export const isProblemName = (name: string): name is ProblemName => Object.hasOwn(problemKinds, name);
