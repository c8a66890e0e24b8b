import { createServer } from 'node:net';

/** A port of the local set-up and the environment variable that moves it elsewhere. */
export interface PortSetting {
  readonly variable: string;
  readonly port: number;
}

const LOOPBACK_HOSTS = ['127.0.0.1', '::1'];
/** Below the range from which systems give ports to outgoing connections, so that none takes it from us. */
const FREE_PORTS = { from: 20_000, to: 32_000 };
/** Test workers have a part each: what one has given away, and is not in use yet, another must not give away, too. */
const PARTS = 8;
const PORTS_OF_PART = (FREE_PORTS.to - FREE_PORTS.from) / PARTS;

export function portFromEnvironment(variable: string, fallback: number): number {
  const given = process.env[variable];
  if (!given) return fallback;
  const port = Number(given);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${variable} must be a port, a whole number from 1 to 65535; it is "${given}".`);
}

/** Throws a line for each port in use, which names its variable. */
export async function demandFree(settings: readonly PortSetting[]): Promise<void> {
  const lines: string[] = [];
  for (const { variable, port } of settings)
    if (!(await isFree(port)))
      lines.push(`Port ${port} is in use by another program. Set ${variable} to a free one, or stop it.`);
  if (lines.length > 0) throw new Error(lines.join('\n'));
}

/** Given away by this process; perhaps not in use yet. */
const given = new Set<number>();

export async function freePort(): Promise<number> {
  const part = Number(process.env.JEST_WORKER_ID ?? 0) % PARTS;
  const port = FREE_PORTS.from + Math.floor((part + Math.random()) * PORTS_OF_PART);
  if (given.has(port) || !(await isFree(port))) return freePort();
  given.add(port);
  return port;
}

async function isFree(port: number): Promise<boolean> {
  const free = await Promise.all(LOOPBACK_HOSTS.map((host) => canListen(host, port)));
  return free.every(Boolean);
}

/** A host that this machine does not have takes no port. */
const canListen = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code !== 'EADDRINUSE' && code !== 'EACCES'),
    );
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
