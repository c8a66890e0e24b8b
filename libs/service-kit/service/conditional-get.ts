import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { AuthenticatedRequest } from '../auth/route-access.js';
import { entityTagOf, isKnown, REVALIDATE } from './entity-tag.js';

/**
 * Gives the JSON of every GET an entity tag, and answers 304 without it to who has it already. What nobody should keep
 * has none, and what is passed back as bytes was tagged where it comes from. A 304 tells of no content, whoever says so.
 */
export function answerConditionally(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload === 'string' && isJsonOfGet(request, reply)) tag(request, reply, payload);
    if (reply.statusCode !== 304) return done(null, payload);
    reply.removeHeader('content-type');
    done(null, nothingFor(request));
  });
}

function tag(request: FastifyRequest, reply: FastifyReply, json: string): void {
  const entityTag = entityTagOf(json, reply.getHeader('etag') as string | undefined);
  const vary = varyOf(request, reply);
  reply.headers({ etag: entityTag, ...(vary && { vary }) });
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', REVALIDATE);
  if (isKnown(request.headers['if-none-match'], entityTag)) reply.code(304);
}

/** Fastify's routes for HEAD fail without anything to measure, and measure no stream. */
const nothingFor = ({ method }: FastifyRequest): Readable | null =>
  method === 'HEAD' ? Readable.from([]) : null;

const isJsonOfGet = ({ method }: FastifyRequest, reply: FastifyReply): boolean =>
  ['GET', 'HEAD'].includes(method) &&
  reply.statusCode === 200 &&
  /[/+]json\b/.test(String(reply.getHeader('content-type'))) &&
  reply.getHeader('cache-control') !== 'no-store';

/** A public answer is the same for all callers. */
function varyOf(request: FastifyRequest, reply: FastifyReply): string {
  const { isPublic } = request as AuthenticatedRequest;
  return [reply.getHeader('vary'), isPublic ? undefined : 'Authorization']
    .filter((name) => name !== undefined)
    .join(', ');
}
