import { connect, type Socket } from 'node:net';

/** Where a proxy passes connections on to. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

/** Connects to the first target that accepts; undefined when none does. */
export async function connectFirst(targets: readonly Target[]): Promise<Socket | undefined> {
  for (const target of targets) {
    const socket = await connectTo(target);
    if (socket) return socket;
  }
  return undefined;
}

const connectTo = ({ host, port }: Target): Promise<Socket | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
    socket.once('connect', () => resolve(socket));
    socket.on('error', () => resolve(undefined));
  });

/** The target of an address such as `amqp://user@127.0.0.1:5672/host`. */
export function targetOf(url: string): Target {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}
