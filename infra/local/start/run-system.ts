import { join } from 'node:path';
import type { Demo } from '../control/demo.js';
import { serveControl } from '../control/control-server.js';
import { demandFree } from '../servers/ports.js';
import type { ServerAddresses } from '../servers/server-addresses.js';
import { apps } from '../services/app.js';
import { demandSettings } from '../services/settings.js';
import { System } from '../services/system.js';
import { numbersOf, portsInNeed, servicePorts } from './port-settings.js';
import { report } from './report.js';
import { showFirstOrder, showLogIn, showPlaces } from './show.js';
import { prepareServers, startServers, type Servers } from './start-servers.js';
import { aborted } from './stop-signal.js';
import { Supervisor } from './supervisor.js';

/** Demo data, demo identities and the first order. */
const DEMO = process.env.DEMO !== 'off';
/** Where infra/demo/demo looks for it. */
const CONTROL_SOCKET = 'control.sock';

/** Runs the system until told to stop, then stops what it has started, in reverse order. */
export async function runSystem(directory: string, stopped: AbortSignal): Promise<void> {
  report(`Data, logs and passwords are in ${directory}`);
  await demandFree(portsInNeed());
  const proposed = await systemOn(ANY_SERVERS, directory);
  demandSettings((program) => proposed.environmentOf(program));
  const servers = await prepareServers(directory, report);
  const system = await systemOn(servers.addresses, directory);
  const over = new AbortController();
  try {
    await Promise.race([start(servers, system, directory, over.signal), aborted(stopped)]);
    await aborted(stopped);
  } finally {
    over.abort();
    await stop(servers, system);
  }
}

/** In the place of those that may have to be installed first: what whoever starts has set is looked at before. */
const ANY_SERVERS: ServerAddresses = {
  databaseAdminUrl: 'postgres://127.0.0.1',
  amqpAdminUrl: 'amqp://127.0.0.1',
};

const systemOn = (servers: ServerAddresses, directory: string): Promise<System> =>
  System.create({ servers, directory, ports: numbersOf(servicePorts()), demo: DEMO });

async function start(servers: Servers, system: System, directory: string, over: AbortSignal): Promise<void> {
  await startServers(servers, report);
  await system.provision();
  report('Provisioned: databases, channels and their users');
  await system.startServices();
  report(`Services are ready: ${apps.join(', ')}`);
  const supervisor = new Supervisor(report, over);
  const programs = [...Object.values(system.services), servers.postgres, servers.rabbitmq];
  for (const program of programs) if (program) supervisor.keep(program);
  if (DEMO) await showFirstOrder(system.gatewayUrl).catch(reportError);
  if (DEMO) letControl({ system, servers, supervisor }, directory, over);
  showPlaces(servers, system, directory);
  if (DEMO) showLogIn(system);
  console.log('\nThe system is up. Ctrl-C stops it.');
}

/** Only of the demo: a reset empties the databases. */
function letControl(demo: Demo, directory: string, over: AbortSignal): void {
  const server = serveControl(join(directory, CONTROL_SOCKET), demo, ({ message }) =>
    report(`infra/demo/demo cannot reach this system: ${message}`),
  );
  over.addEventListener('abort', () => server.close());
}

async function stop(servers: Servers, system: System): Promise<void> {
  report('Stopping');
  await system.stop();
  await servers.rabbitmq?.stop();
  await servers.postgres?.stop();
  report('Stopped');
}

/** The system stays up, for whoever wants to find out why. */
const reportError = (error: Error): void => report(error.message);
