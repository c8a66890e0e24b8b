import { Logger } from '@nestjs/common';
import type { AuthenticatedRequest } from '../auth/route-access.js';
import { isRoutine } from '../service/routine-routes.js';
import { REQUEST_ID } from './request-id.js';
import type { EdgeReply, EdgeRequest, EdgeServer } from './server.js';

/**
 * One line per request that was answered. It names the route and not the target, and no header but the request's id:
 * what clients send may hold secrets.
 */
export function logAccess(server: EdgeServer): void {
  const logger = new Logger('Access');
  server.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const route = routeOptions.url ?? 'unknown';
    const level = isRoutine(route) ? 'debug' : 'log';
    logger[level](`${method} ${route} ${reply.statusCode}`, lineOf(request, reply, route));
    done();
  });
}

const lineOf = (request: EdgeRequest & Partial<AuthenticatedRequest>, reply: EdgeReply, route: string) => ({
  method: request.method,
  route,
  status: reply.statusCode,
  durationMs: Math.round(reply.elapsedTime * 10) / 10,
  address: request.ip,
  caller: request.caller?.subject,
  requestId: request.headers[REQUEST_ID],
});
