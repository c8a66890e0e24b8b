import { channels, channelsOf, deadLetterQueueOf, queuesOf } from '#messaging';
import { connect, type ConfirmChannel } from 'amqplib';
import { Client } from 'pg';
import type { SystemAddresses } from '../local/index.js';

const promise = { row: 26, says: 'a service can do no more than it has to' };

const SHARDS = 4;
const services = ['order', 'consumer', 'restaurant'] as const;
type Service = (typeof services)[number];
const pairs = services.flatMap((one) =>
  services.flatMap((other) => (one === other ? [] : [[one, other] as const])),
);

/** Of the system that all end-to-end tests use: the very accounts that its services run by. */
const addresses = JSON.parse(process.env.SYSTEM_ADDRESSES ?? '{}') as SystemAddresses;

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function onBroker<T>(service: Service, act: (channel: ConfirmChannel) => Promise<T>): Promise<T> {
  const connection = await connect(addresses[service].amqpUrl);
  connection.on('error', () => undefined);
  try {
    const channel = await connection.createConfirmChannel();
    const refused = new Promise<never>((_, reject) => channel.on('error', reject));
    return await Promise.race([act(channel), refused]);
  } finally {
    await connection.close().catch(() => undefined);
  }
}

/** Resolves once the broker has taken it; a refusal closes the channel. */
const publish = (service: Service, exchange: string, routingKey: string): Promise<void> =>
  onBroker(service, async (channel) => {
    channel.publish(exchange, routingKey, Buffer.from('{}'));
    await channel.waitForConfirms();
  });

const queuesFor = (service: Service): string[] =>
  channelsOf(service).flatMap((channel) => [...queuesOf(channel, SHARDS), deadLetterQueueOf(channel.name)]);

describe(`promise ${promise.row}, ${promise.says}: in the database`, () => {
  const OWN_TABLE = { order: 'orders', consumer: 'consumers', restaurant: 'restaurants' };

  it.each(services)('%s reads and changes its rows', async (service) => {
    const { databaseUrl } = addresses[service];
    await query(databaseUrl, `SELECT FROM ${OWN_TABLE[service]} LIMIT 1`);
    await query(databaseUrl, `DELETE FROM ${OWN_TABLE[service]} WHERE false`);
  });

  it.each(pairs)('%s does not get into the database of %s', async (service, other) => {
    const { pathname } = new URL(addresses[other].databaseUrl);
    const url = Object.assign(new URL(addresses[service].databaseUrl), { pathname }).href;
    await expect(query(url, 'SELECT 1')).rejects.toThrow('permission denied for database');
  });

  it.each(
    services.flatMap((service) =>
      [
        'CREATE TABLE intruder ()',
        `DROP TABLE ${OWN_TABLE[service]}`,
        `ALTER TABLE ${OWN_TABLE[service]} ADD COLUMN intruder int`,
        `TRUNCATE outbox`,
        'CREATE SCHEMA intruder',
        'CREATE DATABASE intruder',
        'CREATE ROLE intruder',
        'ALTER ROLE CURRENT_USER SUPERUSER',
        'DROP PUBLICATION outbox',
        'SELECT rolpassword FROM pg_authid',
        `SELECT pg_read_file('/etc/passwd')`,
        `COPY (SELECT 1) TO PROGRAM 'true'`,
        `ALTER SYSTEM SET fsync = off`,
        `SELECT pg_create_logical_replication_slot('intruder', 'pgoutput')`,
      ].map((sql) => [service, sql] as const),
    ),
  )('%s may not %s', async (service, sql) => {
    await expect(query(addresses[service].databaseUrl, sql)).rejects.toThrow(
      /permission denied|must be owner|must be superuser|only roles with|must be member/i,
    );
  });
});

describe('at the broker', () => {
  it.each(services)('%s receives from its own queues', async (service) => {
    for (const queue of queuesFor(service)) await onBroker(service, (channel) => channel.checkQueue(queue));
  });

  it.each(pairs)('%s receives nothing of %s', async (service, other) => {
    for (const queue of queuesFor(other))
      await expect(onBroker(service, (channel) => channel.get(queue))).rejects.toThrow('ACCESS_REFUSED');
  });

  it.each(pairs)('%s puts nothing into the dead letters of %s', async (service, other) => {
    for (const { name } of channelsOf(other))
      await expect(publish(service, deadLetterQueueOf(name), 'x')).rejects.toThrow('ACCESS_REFUSED');
  });

  it.each([
    ['consumer', 'restaurant.commands'],
    ['restaurant', 'consumer.commands'],
    ['consumer', 'restaurant.events'],
  ] as const)('%s sends nothing to %s', async (service, exchange) => {
    await expect(publish(service, exchange, 'x')).rejects.toThrow('ACCESS_REFUSED');
  });

  it.each(services)('%s goes round no exchange, straight into a queue', async (service) => {
    const [own] = queuesFor(service);
    await expect(publish(service, '', own ?? '')).rejects.toThrow('ACCESS_REFUSED');
  });

  it.each(services)('%s makes, binds and deletes nothing', async (service) => {
    const [queue = ''] = queuesFor(service);
    const [channel] = channels;
    const acts: readonly ((amqp: ConfirmChannel) => Promise<unknown>)[] = [
      (amqp) => amqp.assertQueue('intruder'),
      (amqp) => amqp.assertExchange('intruder', 'fanout'),
      (amqp) => amqp.bindQueue(queue, 'events', '#'),
      (amqp) => amqp.deleteQueue(queue),
      (amqp) => amqp.deleteExchange(channel?.name ?? ''),
    ];
    for (const act of acts) await expect(onBroker(service, act)).rejects.toThrow('ACCESS_REFUSED');
  });

  it.each(services)('%s has nothing to manage', async (service) => {
    const { username, password } = new URL(addresses[service].amqpUrl);
    const url = new URL('/api/overview', process.env.TEST_AMQP_MANAGEMENT_URL);
    const authorization = `Basic ${btoa(`${username}:${password}`)}`;
    const { status } = await fetch(url.origin + url.pathname, { headers: { authorization } });
    expect(status).toBe(401);
  });
});
