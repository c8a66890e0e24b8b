import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { builtFile, freePort, ManagedProcess, type LocalInfrastructure } from '../../infra/local/index.js';
import { waitUntil } from '../../infra/waiting/wait-until.js';
import { consumerIds } from '../cast.js';
import { withDatabase } from '../measure/database.js';
import { auditBaseline } from './baseline-ledger.js';
import { plantBaseline } from './baseline-data.js';
import { asAdministrator, services, type RunningSubject, type Service, type Subject } from './subject.js';

type Program = Service | 'api-gateway';

export interface Baseline {
  readonly name: string;
  /** The built program of each process. */
  readonly programs: Readonly<Record<Program, string>>;
}

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 10_000;

/** A system of bench/: it makes its own tables and queues, as the administrator. */
export const baseline = ({ name, programs }: Baseline): Subject => ({
  name,
  async start(servers) {
    for (const service of services)
      await withDatabase(servers.databaseAdminUrl, (database) =>
        database.query(`CREATE DATABASE "${service}"`),
      );
    const ports = { order: await freePort(), 'api-gateway': await freePort() };
    const launch = (program: Program): ManagedProcess =>
      start(programs[program], { program, ports, servers });
    const startedAt = performance.now();
    const processes = new Map<Program, ManagedProcess>();
    for (const program of [...services, 'api-gateway'] as const) processes.set(program, launch(program));
    await Promise.all(Object.values(ports).map((port) => listening(port, [...processes.values()])));
    const startMs = performance.now() - startedAt;
    await plantBaseline(servers);
    return running(servers, `http://127.0.0.1:${ports['api-gateway']}`, { startMs, processes, launch });
  },
});

interface Launched {
  readonly startMs: number;
  readonly processes: Map<Program, ManagedProcess>;
  readonly launch: (program: Program) => ManagedProcess;
}

function running(servers: LocalInfrastructure, url: string, launched: Launched): RunningSubject {
  const { startMs, processes, launch } = launched;
  const databaseUrl = (service: Service): string => asAdministrator(servers, service);
  const participants = ['consumer', 'restaurant'] as const;
  return {
    url,
    headers: {},
    consumerIds,
    startMs,
    databaseUrl,
    stopParticipants: async () => {
      for (const name of participants) await processes.get(name)?.stop();
    },
    startParticipants: async () => {
      for (const name of participants) processes.set(name, launch(name));
    },
    audit: async (attempts) => ({
      ...(await auditBaseline(attempts, databaseUrl)),
      'processes that ended': reportEnded([...processes.values()]),
    }),
    stop: async () => {
      await Promise.all([...processes.values()].map((process) => process.kill()));
    },
  };
}

/** Nothing starts them again. */
function reportEnded(processes: readonly ManagedProcess[]): number {
  const failures = processes.flatMap((process) => process.failure() ?? []);
  for (const failure of failures) console.error(failure);
  return failures.length;
}

interface Place {
  readonly program: Program;
  readonly ports: Readonly<Partial<Record<Program, number>>>;
  readonly servers: LocalInfrastructure;
}

function start(file: string, { program, ports, servers }: Place): ManagedProcess {
  const { directory } = servers;
  return ManagedProcess.start({
    name: program,
    command: process.execPath,
    args: [builtFile(file)],
    env: {
      ...process.env,
      PORT: String(ports[program] ?? 0),
      DATABASE_URL: program === 'api-gateway' ? '' : asAdministrator(servers, program),
      AMQP_URL: servers.amqpAdminUrl,
      ORDER_SERVICE_URL: `http://127.0.0.1:${ports.order}`,
    },
    cwd: directory,
    logFile: join(directory, `logs/${program}.log`),
    runDirectory: join(directory, 'run'),
    stopSignal: 'SIGTERM',
    stopTimeoutMs: STOP_TIMEOUT_MS,
  });
}

const listening = (port: number, processes: readonly ManagedProcess[]): Promise<unknown> =>
  waitUntil(() => canConnect(port), {
    what: `the program on port ${port}`,
    timeoutMs: START_TIMEOUT_MS,
    inVain: () => processes.map((process) => process.failure()).find(Boolean),
  });

async function canConnect(port: number): Promise<true> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
  return true;
}
