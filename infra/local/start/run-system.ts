import { demandFree } from '../servers/ports.js';
import { apps } from '../services/app.js';
import { System } from '../services/system.js';
import { numbersOf, servicePorts } from './port-settings.js';
import { report } from './report.js';
import { showFirstOrder, showPlaces } from './show.js';
import { prepareServers, startServers, type Servers } from './start-servers.js';
import { aborted } from './stop-signal.js';
import { supervise } from './supervise.js';

/** Demo data, demo identities and the first order. */
const DEMO = process.env.DEMO !== 'off';

/** Runs the system until told to stop, then stops what it has started, in reverse order. */
export async function runSystem(directory: string, stopped: AbortSignal): Promise<void> {
  report(`Data, logs and passwords are in ${directory}`);
  const ports = servicePorts();
  await demandFree(Object.values(ports));
  const servers = await prepareServers(directory, report);
  const system = await System.create({
    servers: servers.addresses,
    directory,
    ports: numbersOf(ports),
    demo: DEMO,
  });
  const over = new AbortController();
  try {
    await Promise.race([start(servers, system, directory, over.signal), aborted(stopped)]);
    await aborted(stopped);
  } finally {
    over.abort();
    await stop(servers, system);
  }
}

async function start(servers: Servers, system: System, directory: string, over: AbortSignal): Promise<void> {
  await startServers(servers, report);
  await system.provision();
  report('Provisioned: databases, channels and their users');
  await system.startServices();
  report(`Services are ready: ${apps.join(', ')}`);
  for (const app of apps) void supervise(app, system.services[app], report, over);
  if (servers.postgres) void supervise('PostgreSQL', servers.postgres, report, over);
  if (servers.rabbitmq) void supervise('RabbitMQ', servers.rabbitmq, report, over);
  if (DEMO) await showFirstOrder(system.gatewayUrl).catch(reportError);
  showPlaces(servers, system, directory);
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
