import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ProblemDescription } from '../problem/problem.js';
import { sendProblem, type Reply } from '../problem/send-problem.js';

/** The client may not send the body that it has announced. */
const CLOSING = { headers: { connection: 'close' } };
const NO_HOST = { ...CLOSING, status: 400, detail: 'A request by HTTP/1.1 has to name its Host.' };
const UNMET = { ...CLOSING, status: 417, detail: 'Of Expect, 100-continue alone is met.' };

/** Refuses, where other requests are refused, what Node itself would answer with nothing but a status. */
export function refuseUnfitHeads(fastify: FastifyInstance): void {
  const unmet = new WeakSet<IncomingMessage>();
  fastify.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    unmet.add(request);
    fastify.server.emit('request', request, response);
  });
  fastify.addHook('preParsing', ({ raw, url }, reply, _payload, done) => {
    const problem = unmet.has(raw) ? UNMET : problemOfHost(raw);
    if (problem) sendProblem(reply as unknown as Reply, problem, url);
    else done();
  });
}

/** RFC 9112, section 3.2. */
const problemOfHost = ({ httpVersion, headers }: IncomingMessage): ProblemDescription | undefined =>
  httpVersion === '1.1' && headers.host === undefined ? NO_HOST : undefined;
