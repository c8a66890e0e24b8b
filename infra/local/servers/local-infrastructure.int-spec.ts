import { eventually } from '#testing';
import { connect } from 'amqplib';
import { Client } from 'pg';
import { LocalInfrastructure } from './local-infrastructure.js';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function withQueue<T>(url: string, use: (queue: Queue) => Promise<T>): Promise<T> {
  const connection = await connect(url);
  try {
    const channel = await connection.createConfirmChannel();
    await channel.assertQueue('kept', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    return await use(channel);
  } finally {
    await connection.close();
  }
}
type Queue = Awaited<ReturnType<Awaited<ReturnType<typeof connect>>['createConfirmChannel']>>;

describe('the local infrastructure', () => {
  let infrastructure: LocalInfrastructure;

  beforeAll(async () => {
    infrastructure = await LocalInfrastructure.temporary();
    await infrastructure.start();
  }, 120_000);
  afterAll(() => infrastructure.discard(), 60_000);

  it('keeps what is committed when PostgreSQL is killed and started again', async () => {
    const { postgres, databaseAdminUrl } = infrastructure;
    await query(databaseAdminUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');

    await postgres.kill();
    expect(postgres.isRunning).toBe(false);
    await postgres.start();

    expect(await query(databaseAdminUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  }, 60_000);

  it('keeps what is confirmed when RabbitMQ is killed and started again', async () => {
    const { rabbitmq, amqpAdminUrl } = infrastructure;
    await withQueue(amqpAdminUrl, async (channel) => {
      channel.sendToQueue('kept', Buffer.from('x'), { persistent: true });
      await channel.waitForConfirms();
    });
    // What a queue is registered with gets to the disk half a second later; without it, the queue is dead for good.
    await rabbitmq.control('eval', '[dets:sync(Table) || Table <- dets:all()].');

    await rabbitmq.kill();
    expect(rabbitmq.isRunning).toBe(false);
    await rabbitmq.start();

    await eventually(() =>
      withQueue(amqpAdminUrl, async (channel) => {
        const message = await channel.get('kept');
        expect(message && message.content.toString()).toBe('x');
      }),
    );
  }, 120_000);

  it('tells RabbitMQ what to do by rabbitmqctl', async () => {
    const { rabbitmq } = infrastructure;
    const alarms = () => rabbitmq.control('eval', 'rabbit_alarm:get_alarms().');
    expect(await alarms()).toBe('[]');
    await rabbitmq.control('set_vm_memory_high_watermark', 'absolute', '1');
    await eventually(async () => expect(await alarms()).toContain('memory'));
    await rabbitmq.control('set_vm_memory_high_watermark', '0.4');
    await eventually(async () => expect(await alarms()).toBe('[]'));
    await expect(rabbitmq.control('eval', 'no_such_function().')).rejects.toThrow('no_such_function');
  }, 120_000);

  it('stops and starts both', async () => {
    await infrastructure.stop();
    expect([infrastructure.postgres.isRunning, infrastructure.rabbitmq.isRunning]).toEqual([false, false]);

    await infrastructure.start();

    expect(await query(infrastructure.databaseAdminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  }, 120_000);
});
