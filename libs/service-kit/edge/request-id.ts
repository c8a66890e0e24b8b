import { randomUUIDv7 } from 'node:crypto';
import { withinRequest } from '../logging/request-context.js';
import type { EdgeRequest, EdgeServer } from './server.js';

/** The header by which a request is known in answers, logs and messages. */
export const REQUEST_ID = 'x-request-id';
const ALSO_TAKEN = 'x-correlation-id';
/** Nothing that a log, a header or a terminal could take for something else. */
const WELL_FORMED = /^[\w.:+=-]{1,100}$/;

/**
 * Gives every request an id: its client's, when it is well-formed, or a new one. It is answered, goes with the request
 * to wherever the service passes it on, and stands in every log line.
 * Pattern: Correlation Identifier (Hohpe and Woolf, Enterprise Integration Patterns).
 */
export function identifyRequests(server: EdgeServer): void {
  server.addHook('onRequest', (request, reply, done) => {
    const requestId = given(request) ?? randomUUIDv7();
    request.headers[REQUEST_ID] = requestId;
    reply.header(REQUEST_ID, requestId);
    withinRequest(requestId, done);
  });
}

const given = ({ headers }: EdgeRequest): string | undefined =>
  [headers[REQUEST_ID], headers[ALSO_TAKEN]].find(
    (value): value is string => typeof value === 'string' && WELL_FORMED.test(value),
  );
