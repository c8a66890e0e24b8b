import { connect, type Channel } from 'amqplib';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { loadConfig } from '#service-kit';
import { provision } from './provision.js';
import { ProvisionConfig } from './provision.config.js';

const system = `test_${randomBytes(4).toString('hex')}`;
const variable = (name: string): string => process.env[name] ?? '';
const address = (base: string, service: string, path: string): string => {
  const account = { username: `${system}_${service}`, password: 'secret', pathname: path };
  return Object.assign(new URL(variable(base)), account).href;
};
const databaseUrl = (service: string) => address('TEST_DATABASE_ADMIN_URL', service, `${system}_${service}`);
const amqpUrl = (service: string) => address('TEST_AMQP_ADMIN_URL', service, system);

const config = (more: Readonly<Record<string, string>> = {}) =>
  loadConfig(ProvisionConfig, {
    DATABASE_ADMIN_URL: variable('TEST_DATABASE_ADMIN_URL'),
    AMQP_ADMIN_URL: Object.assign(new URL(variable('TEST_AMQP_ADMIN_URL')), { pathname: system }).href,
    AMQP_MANAGEMENT_URL: variable('TEST_AMQP_MANAGEMENT_URL'),
    ORDER_DATABASE_URL: databaseUrl('order'),
    CONSUMER_DATABASE_URL: databaseUrl('consumer'),
    RESTAURANT_DATABASE_URL: databaseUrl('restaurant'),
    ORDER_AMQP_URL: amqpUrl('order'),
    CONSUMER_AMQP_URL: amqpUrl('consumer'),
    RESTAURANT_AMQP_URL: amqpUrl('restaurant'),
    DEMO_DATA: 'on',
    ...more,
  });

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function withChannel<T>(service: string, use: (channel: Channel) => Promise<T>): Promise<T> {
  const connection = await connect(amqpUrl(service));
  connection.on('error', () => undefined);
  try {
    const channel = await connection.createConfirmChannel();
    channel.on('error', () => undefined);
    return await use(channel);
  } finally {
    await connection.close();
  }
}

const unheard = (): void => undefined;

describe('provisioning', () => {
  beforeAll(() => provision(config(), unheard), 60_000);

  it('changes nothing when it is repeated', async () => {
    await provision(config(), unheard);

    const sql = 'SELECT count(*)::int AS count FROM consumers';
    expect(await query(databaseUrl('consumer'), sql)).toEqual([{ count: 3 }]);
  }, 60_000);

  it('lets a service change rows, and no tables', async () => {
    const url = databaseUrl('consumer');

    await query(url, 'UPDATE consumers SET status = status');

    await expect(query(url, 'CREATE TABLE intruder ()')).rejects.toThrow('permission denied');
    await expect(query(url, 'DROP TABLE consumers')).rejects.toThrow('must be owner');
  });

  it('lets a service read the log for log tailing, and for polling takes that back and drops its slot', async () => {
    const url = databaseUrl('order');
    const slot = `outbox_${system}_order`;
    const slots = `SELECT slot_name FROM pg_replication_slots WHERE slot_name = '${slot}'`;
    const makeSlot = `SELECT pg_create_logical_replication_slot('${slot}', 'pgoutput')`;
    await expect(query(url, makeSlot)).rejects.toThrow('replication');

    await provision(config({ OUTBOX_RELAY: 'log-tailing' }), unheard);
    await query(url, makeSlot);

    await provision(config(), unheard);
    expect(await query(url, slots)).toEqual([]);
    await expect(query(url, makeSlot)).rejects.toThrow('replication');
  }, 60_000);

  it("keeps a service out of another's database", async () => {
    const intruder = address('TEST_DATABASE_ADMIN_URL', 'order', `${system}_consumer`);

    await expect(query(intruder, 'SELECT 1')).rejects.toThrow('permission denied for database');
  });

  it('lets a service receive from its own queues alone', async () => {
    await withChannel('consumer', (channel) => channel.get('consumer.commands.dead-letter'));

    const intrusion = withChannel('consumer', (channel) => channel.get('order.replies.dead-letter'));
    await expect(intrusion).rejects.toThrow('ACCESS_REFUSED');
  });

  it('lets a service declare no queue', async () => {
    const intrusion = withChannel('order', (channel) => channel.assertQueue('intruder'));
    await expect(intrusion).rejects.toThrow('ACCESS_REFUSED');
  });
});
