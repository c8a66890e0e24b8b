import { Logger } from '@nestjs/common';
import type { AuthenticatedRequest } from '../auth/route-access.js';
import { isRoutine } from '../service/routine-routes.js';
import { onRequestEnd, type RequestEnd } from './request-end.js';
import { REQUEST_ID } from './request-id.js';
import type { EdgeRequest, EdgeServer } from './server.js';

/**
 * One line per request, also of a client that did not stay for the answer. It names the route and not the target, and no
 * header but the request's id: what clients send may hold secrets.
 */
export function logAccess(server: EdgeServer): void {
  const logger = new Logger('Access');
  onRequestEnd(server, (end, request) => {
    const { method, route, status, isAborted } = end;
    const level = isRoutine(route) ? 'debug' : 'log';
    const outcome = [status, isAborted && 'aborted'].filter(Boolean).join(' ');
    logger[level](`${method} ${route} ${outcome}`, lineOf(request, end));
  });
}

const lineOf = (
  { ip, caller, headers }: EdgeRequest & Partial<AuthenticatedRequest>,
  { method, route, status, durationMs, isAborted }: RequestEnd,
) => ({
  method,
  route,
  status,
  ...(isAborted && { aborted: true }),
  durationMs: Math.round(durationMs * 10) / 10,
  address: ip,
  caller: caller?.subject,
  requestId: headers[REQUEST_ID],
});
