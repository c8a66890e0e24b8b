import type { FastifyInstance } from 'fastify';

/**
 * Takes JSON bodies and no others. Many clients announce JSON on every POST: an announced body that is empty is no
 * body, and where a route wants one its schema says so.
 */
export function readJsonAlone(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null) : parse(request, body, done),
  );
}
