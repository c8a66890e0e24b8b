import { FastifyAdapter } from '@nestjs/platform-fastify';
import { refuseConnection } from './refuse-connection.js';
import { leadNowhere } from './unroutable.js';

const BODY_LIMIT_BYTES = 100 * 1024;
const HEADERS_LIMIT_BYTES = 16 * 1024;
const REQUEST_TIMEOUT_MS = 15_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** How often Node looks for connections past these timeouts; its default, 30 s, is twice REQUEST_TIMEOUT_MS. */
const CHECKING_INTERVAL_MS = 2_000;
/** On a connection on which nothing comes or goes, as of a client that does not read its answer. */
const SILENCE_TIMEOUT_MS = 120_000;
const LONGEST_PATH_PARAMETER = 100;

/** Fastify with the limits that keep large, slow and malformed requests out. */
export const httpAdapter = (trustedProxyHops = 0): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: CHECKING_INTERVAL_MS,
      maxHeaderSize: HEADERS_LIMIT_BYTES,
      // Asked for by `refuseUnfitHeads`, with a problem.
      requireHostHeader: false,
    },
    connectionTimeout: SILENCE_TIMEOUT_MS,
    // An exact number: the leftmost addresses of X-Forwarded-For are whatever the client says.
    trustProxy: trustedProxyHops > 0 && ((_address, hop) => hop < trustedProxyHops),
    forceCloseConnections: 'idle',
    // Who got through while the doors were closing is served, on a connection that then ends.
    return503OnClosing: false,
    clientErrorHandler: refuseConnection,
    frameworkErrors: leadNowhere,
    routerOptions: { maxParamLength: LONGEST_PATH_PARAMETER },
  });
