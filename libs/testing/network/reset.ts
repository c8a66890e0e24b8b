import type { Socket } from 'node:net';

/**
 * Ends a connection by RST. While its own end is being sent, Node 24 cannot: the socket would stay open for ever, and keep
 * the process from exiting; then it is closed, which comes to the same for whoever goes on sending.
 */
export function reset(socket: Socket): void {
  if (socket.writableEnded && !socket.writableFinished) socket.destroy();
  else socket.resetAndDestroy();
}
