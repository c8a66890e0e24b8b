import type { z } from 'zod';
import type { ProblemName } from './problems.js';

/** In which role a caller may come; a consumer and a restaurant act for themselves, an operator for everybody. */
export const roles = ['consumer', 'restaurant', 'operator'] as const;
/** One of {@link roles}. */
export type Role = (typeof roles)[number];

export type Tag = 'orders' | 'consumers' | 'restaurants' | 'tickets' | 'operation' | 'tokens' | 'documents';

/** One answer of a route that is no problem. */
export interface Answer {
  readonly description: string;
  /** Without one, the answer has no body, or one that is not JSON. */
  readonly body?: z.ZodType;
  /** Of the body; `application/json` unless it says otherwise. */
  readonly mediaType?: string;
  /** The body in the media types that it can be asked for in by `Accept`. */
  readonly versions?: Readonly<Record<string, z.ZodType>>;
  readonly headers?: Readonly<Record<string, z.ZodType>>;
}

/** What there is to know of one route of the gateway, for its services, its documents and its tests. */
export interface Route {
  /** The name by which programs know it. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** With a `{name}` for each of the {@link pathParameters} in it. */
  readonly path: string;
  readonly tag: Tag;
  /** One line. */
  readonly summary: string;
  readonly description?: string;
  readonly access: 'public' | readonly Role[];
  /** Whose the thing must be; others of the same role are refused. Operators never are. */
  readonly owner?: string;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  /** The body of the request. */
  readonly request?: z.ZodType;
  /** Besides what {@link answersOf} derives from the rest. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** Besides those that {@link problemsOf} derives from the rest. */
  readonly problems?: readonly ProblemName[];
  /** Different with every moment that passes, so that nobody keeps it. */
  readonly ephemeral?: true;
  /** Answered by the gateway alone, without the services. */
  readonly local?: true;
  /**
   * What a repetition does: `safe` changes nothing in the first place, `idempotent` leads where one leads,
   * `each-counts` does it again, and `once-per-key` too, unless it carries the Idempotency-Key of the first.
   */
  readonly repetition: 'safe' | 'idempotent' | 'each-counts' | 'once-per-key';
}

/** Where no route is, too: the body is read before the path is understood. */
export const problemsEverywhere: readonly ProblemName[] = [
  'bad-request',
  'malformed-json',
  'not-found',
  'body-too-large',
  'uri-too-long',
  'unsupported-media-type',
  'expectation-failed',
  'request-timeout',
  'too-many-requests',
  'request-header-fields-too-large',
  'internal-server-error',
];
/** Where no route is. */
export const problemsNowhere: readonly ProblemName[] = [...problemsEverywhere, 'method-not-allowed'];

const OF_TOKENS: readonly ProblemName[] = ['unauthenticated', 'forbidden'];
const OF_SERVICES: readonly ProblemName[] = [
  'downstream-broken-off',
  'downstream-unavailable',
  'downstream-timeout',
  'breaker-open',
  'bulkhead-full',
  'overloaded',
  'service-unavailable',
  'token-issuer-unavailable',
];

/** Every kind of problem that a route may answer with. */
export const problemsOf = (route: Route): readonly ProblemName[] => [
  ...problemsEverywhere,
  ...(takesValues(route) ? (['invalid-request'] as const) : []),
  ...(route.access === 'public' ? [] : OF_TOKENS),
  ...(route.local ? [] : OF_SERVICES),
  ...(route.problems ?? []),
];

const takesValues = ({ path, query, headers, request }: Route): boolean =>
  path.includes('{') || [query, headers, request].some((schema) => schema !== undefined);
