import { OrderPlaced, OrderValidated, ValidateConsumerInfo } from '#contracts';
import { declareTopology } from '#messaging';
import {
  createTestBroker,
  createTestDatabase,
  eventually,
  type TestBroker,
  type TestDatabase,
} from '#testing';
import { connect, type Channel, type ChannelModel, type ConsumeMessage } from 'amqplib';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { CreateOutbox1761000000001 } from './create-outbox.migration.js';
import { RelayInstance, relays } from './testing/relay-instance.js';

const totalOf = (message: ConsumeMessage | null): number =>
  z.decode(ValidateConsumerInfo.body, JSON.parse(String(message?.content)) as never).orderTotal;

describe.each(relays)('the relay by %s', (kind) => {
  let database: TestDatabase;
  let broker: TestBroker;
  let connection: ChannelModel;
  let amqp: Channel;
  const instances: RelayInstance[] = [];
  const received: number[] = [];

  beforeAll(async () => {
    broker = await createTestBroker();
    connection = await connect(broker.url);
    amqp = await connection.createChannel();
    await declareTopology(amqp, { shards: 1, retryDelaysMs: [10] });
    await amqp.consume('consumer.commands.0', (message) => received.push(totalOf(message)), { noAck: true });
  });

  beforeEach(async () => {
    database = await createTestDatabase((url) => ({
      type: 'postgres',
      url,
      migrations: [CreateOutbox1761000000001],
    }));
  });

  afterEach(async () => {
    await Promise.all(instances.splice(0).map((instance) => instance.stop()));
    await database.drop();
  });

  afterAll(async () => {
    await connection.close();
    await broker.drop();
  });

  async function startInstance(): Promise<RelayInstance> {
    const instance = new RelayInstance({ kind, database, brokerUrl: broker.url });
    instances.push(instance);
    await instance.start();
    return instance;
  }

  /** The totals of the next `count` commands in the channel, in order. */
  const totals = (count: number): Promise<number[]> =>
    eventually(() => {
      expect(received).toHaveLength(count);
      return received.splice(0);
    });

  const waiting = async (): Promise<number> => {
    const [row] = await database.dataSource.query('SELECT count(*)::int AS count FROM outbox');
    return row.count as number;
  };

  it('publishes what was committed, in order, and removes it', async () => {
    const { transaction } = await startInstance();
    await transaction.run(async (work) => {
      for (const orderTotal of [1, 2, 3])
        work.send(
          ValidateConsumerInfo,
          { orderId: uuidv7(), consumerId: uuidv7(), orderTotal },
          { shardKey: 'one' },
        );
    });
    expect(await totals(3)).toEqual([1, 2, 3]);
    await eventually(async () => expect(await waiting()).toBe(0));
    expect(await database.dataSource.query('SELECT type FROM published_messages')).toHaveLength(3);
  });

  it('publishes nothing of a transaction that is rolled back', async () => {
    const instance = await startInstance();
    await expect(instance.place(1, Promise.reject(new Error('no')))).rejects.toThrow('no');
    await instance.place(2);
    expect(await totals(1)).toEqual([2]);
  });

  it('publishes what commits late, though newer rows have gone before', async () => {
    const instance = await startInstance();
    let commit = () => {};
    const late = instance.place(1, new Promise<void>((resolve) => (commit = resolve)));
    await instance.place(2);
    expect(await totals(1)).toEqual([2]);
    commit();
    await late;
    expect(await totals(1)).toEqual([1]);
  });

  it('keeps a message that finds no queue, lets the others go, and delivers it when the queue is back', async () => {
    const instance = await startInstance();
    const orderId = uuidv7();
    const order = { orderId, consumerId: uuidv7(), restaurantId: uuidv7(), orderTotal: 1 };
    const lineItems = [{ menuItemId: 'samosa', quantity: 1 }];
    await amqp.unbindQueue('restaurant.events', 'events', 'order.OrderValidated');
    await instance.transaction.run(async (work) =>
      work.publish(OrderValidated, { ...order, lineItems }, { shardKey: orderId }),
    );
    await instance.place(2);
    expect(await totals(1)).toEqual([2]);
    expect(await waiting()).toBe(1);
    await amqp.bindQueue('restaurant.events', 'events', 'order.OrderValidated');
    await eventually(async () => expect(await waiting()).toBe(0));
    expect((await amqp.checkQueue('restaurant.events')).messageCount).toBe(1);
  });

  it('lets an event go that nobody subscribes to', async () => {
    const { transaction } = await startInstance();
    const orderId = uuidv7();
    const order = { orderId, consumerId: uuidv7(), restaurantId: uuidv7(), orderTotal: 1 };
    const lineItems = [{ menuItemId: 'samosa', quantity: 1 }];
    await transaction.run(async (work) =>
      work.publish(OrderPlaced, { ...order, lineItems }, { shardKey: orderId }),
    );
    await eventually(async () => expect(await waiting()).toBe(0));
  });

  it('has one leader, which publishes for both instances, and a successor when it dies', async () => {
    const first = await startInstance();
    await eventually(() => expect(first.leader.isHeld()).toBe(true));
    const second = await startInstance();
    await second.place(1);
    expect(await totals(1)).toEqual([1]);
    expect(second.leader.isHeld()).toBe(false);

    await instances.splice(instances.indexOf(first), 1)[0]!.stop();
    await second.place(2);
    expect(await totals(1)).toEqual([2]);
    expect(second.leader.isHeld()).toBe(true);
  });

  it('carries on when its database sessions are terminated', async () => {
    const instance = await startInstance();
    await instance.place(1);
    expect(await totals(1)).toEqual([1]);
    await database.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'relay under test'`,
    );
    await instance.place(2);
    expect(await totals(1)).toEqual([2]);
  });
});
