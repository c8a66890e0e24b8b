import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * While the server closes, connections end on which nothing is under way. Node ends those that are idle when closing
 * begins; one whose answer comes later would be kept alive, and one that was opened ahead of any request would stay for
 * as long as its client likes, and either holds up the end. So does one whose request comes slowly: a server that closes
 * looks for those no more. Whatever closes idle connections spares those that are being answered.
 */
export function closeUnusedConnections(fastify: FastifyInstance): void {
  const { server } = fastify;
  const last = lastExchanges(server);
  let isClosing = false;
  spareWhenIdleAreClosed(server, () =>
    [...last].flatMap(([socket, exchange]) => (isBeingAnswered(exchange) ? [socket] : [])),
  );
  const destroyUnanswered = (): void => {
    for (const [socket, exchange] of last) if (!isBeingAnswered(exchange)) socket.destroy();
  };
  /** A client that reads nothing of its answer for so long gets no more of it. */
  const bound = (socket: Socket): void => void socket.setTimeout(server.requestTimeout);
  fastify.addHook('preClose', (done) => {
    isClosing = true;
    for (const [socket, exchange] of last)
      if (!exchange) socket.destroy();
      else if (exchange.response.headersSent) bound(socket);
    setTimeout(destroyUnanswered, server.requestTimeout).unref();
    done();
  });
  fastify.addHook('onSend', ({ raw }, _reply, payload, done) => {
    if (isClosing) bound(raw.socket);
    done(null, payload);
  });
  fastify.addHook('onResponse', (_request, _reply, done) => {
    if (isClosing) setImmediate(() => server.closeIdleConnections());
    done();
  });
}

/** What was last on each connection; nothing yet on those that are unused. */
function lastExchanges(server: Server): ReadonlyMap<Socket, Exchange | undefined> {
  const last = new Map<Socket, Exchange | undefined>();
  server.on('connection', (socket: Socket) => {
    last.set(socket, undefined);
    socket.once('close', () => last.delete(socket));
  });
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) =>
    last.set(request.socket, { request, response }),
  );
  return last;
}

const isBeingAnswered = (exchange: Exchange | undefined): boolean =>
  exchange !== undefined && exchange.request.complete && !exchange.response.writableFinished;

/** Node takes a connection for idle once its answer is ended, though the bytes may be on their way to a slow client. */
function spareWhenIdleAreClosed(server: Server, spared: () => readonly Socket[]): void {
  const closeIdleConnections = server.closeIdleConnections.bind(server);
  server.closeIdleConnections = () => {
    const sockets = spared();
    for (const socket of sockets) socket.destroy = () => socket;
    closeIdleConnections();
    for (const socket of sockets) Reflect.deleteProperty(socket, 'destroy');
  };
}
