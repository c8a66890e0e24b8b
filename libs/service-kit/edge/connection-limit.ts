import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { ProblemDescription } from '../problem/problem.js';
import { refuse } from '../service/refuse-connection.js';
import { OpenConnections } from './open-connections.js';

export interface ConnectionLimits {
  readonly connections: number;
  /** None unless given: behind a proxy all connections are the proxy's. */
  readonly connectionsPerAddress?: number;
  /** How long a connection stays without a request. Behind a proxy it must be longer than the proxy's own time. */
  readonly idleMs?: number;
}

/**
 * Keeps one client from taking all the connections there are; whoever has too many is told so, and cut off. Where there
 * are too many altogether, those on which nothing is under way make room first.
 */
export function limitConnections(
  server: Server,
  { connections, connectionsPerAddress = Infinity, idleMs = server.keepAliveTimeout }: ConnectionLimits,
): void {
  const open = new OpenConnections();
  const isFull = (): boolean => open.total >= connections;
  server.keepAliveTimeout = idleMs;
  acceptUnlessRefused(server, (socket) => {
    if (open.of(socket) >= connectionsPerAddress) return TOO_MANY_OF_YOURS;
    if (isFull()) open.forgetAfter(() => server.closeIdleConnections());
    if (isFull()) return TOO_MANY;
    open.add(socket);
    return undefined;
  });
}

type Refusal = ProblemDescription | undefined;

/** In place of the server's own listeners, not before them: HTTP would be read, and done, on a refused connection too. */
function acceptUnlessRefused(server: Server, refusalOf: (socket: Socket) => Refusal): void {
  const listeners = server.listeners('connection');
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const refusal = refusalOf(socket);
    if (refusal) refuse(socket, refusal);
    else for (const listener of listeners) listener.call(server, socket);
  });
}

const headers = { 'retry-after': '5' };
const TOO_MANY = { status: 503, detail: 'Too many connections are open. Try again in a moment.', headers };
const TOO_MANY_OF_YOURS = { status: 429, detail: 'This address has too many connections open.', headers };
