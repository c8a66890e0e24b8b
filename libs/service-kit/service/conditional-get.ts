import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AuthenticatedRequest } from '../auth/route-access.js';
import { entityTagOf, isKnown } from './entity-tag.js';

/** Everybody keeps their own copy, and asks whether it is still good: answers depend on who asks, and may change. */
const REVALIDATE = 'private, no-cache';

/**
 * Gives the JSON of every GET an entity tag, and answers 304 without it to who has it already. What nobody should keep
 * has none, and what is passed back as bytes was tagged where it comes from.
 */
export function answerConditionally(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' || !isJsonOfGet(request, reply)) return done(null, payload);
    const entityTag = entityTagOf(payload, reply.getHeader('etag') as string | undefined);
    const vary = varyOf(request, reply);
    reply.headers({ etag: entityTag, ...(vary && { vary }) });
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', REVALIDATE);
    if (!isKnown(request.headers['if-none-match'], entityTag)) return done(null, payload);
    reply.code(304).removeHeader('content-type');
    done(null, null);
  });
}

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
