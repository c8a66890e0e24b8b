import type { Server, Socket } from 'node:net';
import { refuse } from '../service/refuse-connection.js';

export interface ConnectionLimits {
  readonly connections: number;
  /** Behind a proxy all connections are the proxy's, and this is none. */
  readonly connectionsPerAddress?: number;
}

/** Keeps one client from taking all the connections there are; whoever has too many is told so, and cut off. */
export function limitConnections(
  server: Server,
  { connections, connectionsPerAddress = connections }: ConnectionLimits,
): void {
  const open = new Map<string, number>();
  let total = 0;
  server.prependListener('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const ofAddress = (open.get(address) ?? 0) + 1;
    if (ofAddress > connectionsPerAddress) return refuse(socket, TOO_MANY_OF_YOURS);
    if (total >= connections) return refuse(socket, TOO_MANY);
    total++;
    open.set(address, ofAddress);
    socket.once('close', () => {
      total--;
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}

const TOO_MANY = { status: 503, detail: 'Too many connections are open. Try again in a moment.' };
const TOO_MANY_OF_YOURS = { status: 429, detail: 'This address has too many connections open.' };
