import type { FastifyInstance } from 'fastify';
import { Socket } from 'node:net';

/** How long a client may take to read why it was refused. */
const LINGER_MS = 1_000;

/**
 * Ends our side of a connection, and drops what still comes on the other, for a second at most. Closed at once with
 * something unread it would be reset, and the reset may overtake the answer.
 * Pattern: lingering close (RFC 9112, section 9.6).
 */
export function linger(socket: Socket): void {
  const lingering = setTimeout(() => socket.destroy(), LINGER_MS).unref();
  socket.once('close', () => clearTimeout(lingering));
  socket.resume().end();
}

/** Lets answers reach clients that are still writing, as with a body that is too large: Node closes with `destroySoon`. */
export function lingerWithWriters(fastify: FastifyInstance): void {
  fastify.addHook('onSend', ({ raw }, _reply, payload, done) => {
    const { socket } = raw;
    if (!raw.complete)
      socket.destroySoon = () => {
        if (raw.complete) return Socket.prototype.destroySoon.call(socket);
        takeNoMore(socket);
        linger(socket);
      };
    done(null, payload);
  });
}

/** Another request may follow, and would be carried out: HTTP reads no more of it. */
function takeNoMore(socket: Socket): void {
  socket.removeAllListeners('data').on('data', () => undefined);
}
