import { connect } from 'node:net';
import { join } from 'node:path';
import { ManagedProcess } from '../processes/managed-process.js';
import { waitUntil } from '../../waiting/wait-until.js';
import type { RabbitMqOptions } from './rabbitmq-files.js';

const TIMEOUT_MS = 10_000;

/** Erlang's port mapper: a RabbitMQ that finds none starts one itself, which then outlives it. Hence our own. */
export async function startEpmd(options: RabbitMqOptions): Promise<ManagedProcess> {
  const { programs, directory, ports } = options;
  const epmd = ManagedProcess.start({
    name: 'epmd',
    command: programs.epmd,
    args: ['-address', '127.0.0.1', '-port', String(ports.epmd)],
    env: process.env,
    cwd: directory,
    logFile: join(directory, 'logs/epmd.log'),
    runDirectory: join(directory, 'run'),
    stopSignal: 'SIGTERM',
    stopTimeoutMs: TIMEOUT_MS,
  });
  await waitUntil(() => accepts(ports.epmd), {
    what: `epmd on port ${ports.epmd}`,
    timeoutMs: TIMEOUT_MS,
    inVain: () => epmd.failure(),
  });
  return epmd;
}

const accepts = (port: number): Promise<true> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
