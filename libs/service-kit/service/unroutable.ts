import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { describeError } from '../problem/describe-error.js';
import { sendProblem, type Reply } from '../problem/send-problem.js';

/** No service has a route for it, and the router can read it. */
const NOWHERE = '/-/-/-';

interface Unroutable {
  readonly error: Error;
  readonly url: string;
}

const unroutables = new WeakMap<IncomingMessage, Unroutable>();

/** For what the router refuses, which no hook has seen: it goes the way of a path without a route. */
export function leadNowhere(error: Error, { raw, server }: FastifyRequest, reply: FastifyReply): void {
  unroutables.set(raw, { error, url: raw.url ?? '' });
  raw.url = NOWHERE;
  server.routing(raw, reply.raw);
}

/**
 * Refuses it there: it has an id by then, counts for the limits of its client, and stands in the access log. Called
 * before other hooks are added, which see the path as it came.
 */
export function refuseUnroutable(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ raw }, _reply, done) => {
    const unroutable = unroutables.get(raw);
    if (unroutable) raw.url = unroutable.url;
    done();
  });
  fastify.addHook('preParsing', ({ raw }, reply, _payload, done) => {
    const unroutable = unroutables.get(raw);
    if (!unroutable) return done();
    sendProblem(reply as unknown as Reply, describeError(unroutable.error, []), unroutable.url);
  });
}
