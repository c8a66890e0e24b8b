import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adminAddressFor } from '../../provision/account.js';
import { ManagementApi } from '../../provision/management-api.js';
import { projectRoot } from '../project.js';
import { apps, participants } from '../services/app.js';
import { Refusal, type Demo } from './demo.js';
import { query } from './query.js';

const EMPTY_TABLES = readFileSync(join(projectRoot, 'infra/demo/empty-tables.sql'), 'utf8');

/**
 * Everything up, one instance of each service with its own settings, the demo data as at first, and empty queues. Throws
 * Refusal where somebody else may have queues or orders.
 */
export async function reset(demo: Demo): Promise<void> {
  const { system, servers, supervisor } = demo;
  const { postgres, rabbitmq } = servers;
  if (!postgres || !rabbitmq)
    throw new Refusal(
      'A reset deletes all orders and all queues: it is for servers that npm start has started itself.',
    );
  await Promise.all(system.instances.map((instance) => supervisor.kill(instance)));
  forgetChanges(demo);
  await Promise.all([postgres, rabbitmq].map((server) => supervisor.start(server)));
  await Promise.all([emptyDatabases(demo), new ManagementApi(rabbitmq.managementUrl).deleteQueues('/')]);
  await system.provision();
  await Promise.all(apps.map((app) => supervisor.start(system.services[app])));
}

function forgetChanges({ system }: Demo): void {
  for (const app of apps) {
    system.services[app].settings = {};
    for (const extra of system.instancesOf(app).slice(1)) system.forgetInstance(extra);
  }
}

async function emptyDatabases({ system, servers }: Demo): Promise<void> {
  const { databaseAdminUrl } = servers.addresses;
  for (const service of participants)
    await query(adminAddressFor(databaseAdminUrl, system.databaseUrl(service)), EMPTY_TABLES);
}
