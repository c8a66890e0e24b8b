import { declareTopology, type TopologyOptions } from '#messaging';
import { connect } from 'amqplib';
import { accountOf } from './account.js';
import { brokerPermissions } from './broker-permissions.js';
import type { ManagementApi } from './management-api.js';
import type { ProvisionedService } from './services.js';
import { waitUntil, type Report } from '../waiting/wait-until.js';

const WAIT_TIMEOUT_MS = 120_000;
const DEFAULT_VIRTUAL_HOST = '/';

const virtualHostOf = (address: string): string => accountOf(address, DEFAULT_VIRTUAL_HOST).name;

export async function createVirtualHost(
  api: ManagementApi,
  adminAddress: string,
  report: Report,
): Promise<string> {
  const what = `RabbitMQ's management at ${api.address}`;
  await waitUntil(() => api.isUp(), { what, timeoutMs: WAIT_TIMEOUT_MS, report });
  const virtualHost = virtualHostOf(adminAddress);
  await api.put(['vhosts', virtualHost]);
  return virtualHost;
}

export async function createTopology(
  adminAddress: string,
  options: TopologyOptions,
  report: Report,
): Promise<void> {
  const { host } = new URL(adminAddress);
  const what = `RabbitMQ at ${host}`;
  const waiting = { what, timeoutMs: WAIT_TIMEOUT_MS, report };
  const connection = await waitUntil(() => connect(adminAddress), waiting);
  // A refused declaration closes the channel; the error then comes out of the call as well.
  connection.on('error', () => undefined);
  try {
    const channel = await connection.createChannel();
    channel.on('error', () => undefined);
    await declareTopology(channel, options);
  } finally {
    await connection.close();
  }
}

export async function createBrokerUser(
  api: ManagementApi,
  { name, amqpUrl }: ProvisionedService,
  options: TopologyOptions,
): Promise<void> {
  const { user, password } = accountOf(amqpUrl, DEFAULT_VIRTUAL_HOST);
  await api.put(['users', user], { password, tags: '' });
  await api.put(['permissions', virtualHostOf(amqpUrl), user], brokerPermissions(name, options));
}
