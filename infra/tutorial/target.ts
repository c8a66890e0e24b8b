import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, temporaryDirectory } from '../local/index.js';
import { ManagedProcess } from '../local/processes/managed-process.js';
import { projectRoot } from '../local/project.js';
import { waitUntil } from '../waiting/wait-until.js';

const START_TIMEOUT_MS = 240_000;
const STOP_TIMEOUT_MS = 60_000;
const PORTS = ['GATEWAY', 'ORDER', 'CONSUMER', 'RESTAURANT', 'POSTGRES', 'AMQP', 'RABBITMQ_MANAGEMENT'];
const MORE_PORTS = ['RABBITMQ_DISTRIBUTION', 'EPMD'];
/** Whatever servers and settings the environment has for `npm start`, these are not for us. */
const UNSET = { DATABASE_URL: '', AMQP_URL: '', AMQP_MANAGEMENT_URL: '', DEMO: 'on' };

/** The system that a tutorial is followed on: infra/demo/demo finds it by these variables. */
export interface Target {
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** One that runs already, where TUTORIAL_TARGET says `local` (npm start) or `compose`, or else one of our own. */
export const findTarget = async (): Promise<Target> => {
  const { TUTORIAL_TARGET } = process.env;
  return TUTORIAL_TARGET
    ? { env: { DEMO_TARGET: TUTORIAL_TARGET }, stop: () => Promise.resolve() }
    : startPrivately();
};

/** What `npm start` starts, on ports and in a directory of its own. */
async function startPrivately(): Promise<Target> {
  const env = { DEMO_TARGET: 'local', ORDER_SAGA_DATA_DIR: temporaryDirectory() };
  const starter = launch({ ...env, ...UNSET, ...(await freePorts()) });
  const demo = join(projectRoot, 'infra/demo/demo');
  await waitUntil(() => promisify(execFile)(demo, ['session'], { env: { ...process.env, ...env } }), {
    what: 'what npm start starts',
    timeoutMs: START_TIMEOUT_MS,
    inVain: () => starter.failure(),
  });
  return { env, stop: () => starter.stop() };
}

/** Its record is not among those of its data directory: it would take itself for a leftover. */
function launch(env: Readonly<Record<string, string>>): ManagedProcess {
  const directory = temporaryDirectory();
  return ManagedProcess.start({
    name: 'npm-start',
    command: process.execPath,
    args: [join(projectRoot, 'infra/local/bootstrap/run.mjs'), 'start'],
    env: { ...process.env, ...env },
    cwd: projectRoot,
    logFile: join(directory, 'logs/npm-start.log'),
    runDirectory: join(directory, 'run'),
    stopSignal: 'SIGTERM',
    stopTimeoutMs: STOP_TIMEOUT_MS,
  });
}

async function freePorts(): Promise<Record<string, string>> {
  const names = [...PORTS, ...MORE_PORTS].map((name) => `${name}_PORT`);
  const entries = await Promise.all(names.map(async (name) => [name, String(await freePort())]));
  return Object.fromEntries(entries) as Record<string, string>;
}
