import { createBrokerUser, createTopology, createVirtualHost } from './broker.js';
import { createDatabase, lockProvisioning, withDatabase } from './databases.js';
import { ManagementApi } from './management-api.js';
import { migrate } from './migrations.js';
import type { ProvisionConfig } from './provision.config.js';
import { prepareRelay } from './relay.js';
import type { Report } from '../waiting/wait-until.js';
import { servicesOf, type ProvisionedService } from './services.js';

/** Makes everything that the services must find; what is there already stays. */
export async function provision(config: ProvisionConfig, report: Report): Promise<void> {
  const services = servicesOf(config);
  await withDatabase(config.DATABASE_ADMIN_URL, report, async (client) => {
    await lockProvisioning(client);
    for (const { name, databaseUrl } of services) {
      await createDatabase(client, databaseUrl);
      await prepareRelay(client, databaseUrl, config.OUTBOX_RELAY, report);
      report(`database of ${name}: ready`);
    }
    await migrateAll(config, services, report);
  });
  await provisionBroker(config, services, report);
}

async function migrateAll(
  config: ProvisionConfig,
  services: readonly ProvisionedService[],
  report: Report,
): Promise<void> {
  for (const service of services) {
    const count = await migrate(config.DATABASE_ADMIN_URL, service, config.DEMO_DATA);
    const withDemoData = config.DEMO_DATA && service.insertDemoData ? ', demo data present' : '';
    report(`schema of ${service.name}: ${count} migrations run${withDemoData}`);
  }
}

async function provisionBroker(
  config: ProvisionConfig,
  services: readonly ProvisionedService[],
  report: Report,
): Promise<void> {
  const topology = { shards: config.CHANNEL_SHARDS, retryDelaysMs: config.RETRY_DELAYS_MS };
  const address = config.AMQP_MANAGEMENT_URL;
  const api = address ? new ManagementApi(address) : undefined;
  if (api) report(`virtual host ${await createVirtualHost(api, config.AMQP_ADMIN_URL, report)}: ready`);
  await createTopology(config.AMQP_ADMIN_URL, topology, report);
  report(`channels of the broker: declared, ${topology.shards} shards`);
  for (const service of services) {
    if (!api) continue;
    await createBrokerUser(api, service, topology);
    report(`broker user of ${service.name}: ready`);
  }
}
