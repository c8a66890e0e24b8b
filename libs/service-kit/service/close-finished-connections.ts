import type { FastifyInstance } from 'fastify';

/**
 * While the server closes, a connection ends with the answer that was under way on it. Node ends those that are idle
 * when closing begins; one that becomes so later would be kept alive, and hold up the end for as long.
 */
export function closeFinishedConnections(fastify: FastifyInstance): void {
  let isClosing = false;
  fastify.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  fastify.addHook('onResponse', (_request, _reply, done) => {
    if (isClosing) setImmediate(() => fastify.server.closeIdleConnections());
    done();
  });
}
