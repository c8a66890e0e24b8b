import type { FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';

/**
 * While the server closes, connections end on which nothing is under way. Node ends those that are idle when closing
 * begins; one whose answer comes later would be kept alive, and one that was opened ahead of any request would stay for
 * as long as its client likes, and either holds up the end.
 */
export function closeUnusedConnections(fastify: FastifyInstance): void {
  const { server } = fastify;
  const unused = new Set<Socket>();
  let isClosing = false;
  server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.prependListener('request', ({ socket }: { readonly socket: Socket }) => unused.delete(socket));
  fastify.addHook('preClose', (done) => {
    isClosing = true;
    for (const socket of unused) socket.destroy();
    done();
  });
  fastify.addHook('onResponse', (_request, _reply, done) => {
    if (isClosing) setImmediate(() => server.closeIdleConnections());
    done();
  });
}
