import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Server } from 'node:http';
import { logAccess } from './access-log.js';
import { limitConnections, type ConnectionLimits } from './connection-limit.js';
import { HEADERS_COUNTED, refuseOversize } from './oversize.js';
import { identifyRequests } from './request-id.js';
import { secureAnswers } from './security-headers.js';
import type { EdgeRequest, EdgeServer } from './server.js';

/** How a service faces its clients; one behind the gateway needs none of it. */
export interface EdgeOptions {
  /** How many proxies stand before it, each of which appends the address that it saw to `X-Forwarded-For`. */
  readonly trustedProxyHops?: number;
  /** The origins whose pages may read its answers. */
  readonly corsOrigins?: readonly string[];
  readonly limits?: ConnectionLimits;
}

const PREFLIGHT_CACHE_S = 600;

/** Ids, headers, limits and the access log for every request, before anything else sees it. */
export function fortify(app: NestFastifyApplication, { corsOrigins = [], limits }: EdgeOptions): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as EdgeServer;
  const server = app.getHttpServer() as Server;
  server.maxHeadersCount = HEADERS_COUNTED;
  identifyRequests(fastify);
  secureAnswers(fastify);
  logAccess(fastify);
  refuseOversize(fastify);
  if (limits) limitConnections(server, limits);
  if (corsOrigins.length > 0) app.enableCors({ delegator: corsFor(corsOrigins) });
}

/** To other requests by OPTIONS the plugin for CORS would answer 400, though they may ask what a path has. */
const isPreflight = ({ headers }: EdgeRequest): boolean =>
  headers['origin'] !== undefined && headers['access-control-request-method'] !== undefined;

const corsFor =
  (origins: readonly string[]) =>
  (request: EdgeRequest, answer: (error: null, options: object) => void): void =>
    answer(null, { ...corsOptions, origin: [...origins], preflight: isPreflight(request) });

const corsOptions = {
  methods: ['GET', 'POST', 'PUT'],
  allowedHeaders: [
    'authorization',
    'content-type',
    'idempotency-key',
    'if-match',
    'if-none-match',
    'last-event-id',
    'prefer',
    'x-request-id',
  ],
  exposedHeaders: [
    'age',
    'allow',
    'deprecation',
    'etag',
    'link',
    'location',
    'preference-applied',
    'ratelimit',
    'ratelimit-policy',
    'retry-after',
    'sunset',
    'www-authenticate',
    'x-request-id',
  ],
  maxAge: PREFLIGHT_CACHE_S,
};
