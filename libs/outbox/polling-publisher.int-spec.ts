import { OrderPlaced, OrderValidated, ValidateConsumerInfo } from '#contracts';
import { DatabaseSession, LeaderLock } from '#coordination';
import { declareTopology, Publisher } from '#messaging';
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
import { PollingPublisher } from './polling-publisher.js';
import { RelaySignal } from './relay-signal.js';
import { Transaction } from './transaction.js';

const LEADER = 1;

const totalOf = (message: ConsumeMessage | null): number =>
  z.decode(ValidateConsumerInfo.body, JSON.parse(String(message?.content)) as never).orderTotal;

/** One instance of a service, as far as its outbox goes. */
class Instance {
  readonly session: DatabaseSession;
  readonly publisher = new Publisher();
  readonly leader: LeaderLock;
  readonly transaction: Transaction;
  private readonly relay: PollingPublisher;

  constructor(
    database: TestDatabase,
    private readonly brokerUrl: string,
  ) {
    this.session = new DatabaseSession(database.url, 'relay under test');
    this.leader = new LeaderLock(this.session, LEADER);
    const signal = new RelaySignal(this.session);
    this.transaction = new Transaction(database.dataSource, 'order', signal);
    const source = { session: this.session, leader: this.leader };
    this.relay = new PollingPublisher({ shards: 1, pollingIntervalMs: 100 }, source, this.publisher, signal);
  }

  async start(): Promise<void> {
    this.session.start();
    await this.publisher.start(this.brokerUrl, 'relay under test');
    this.relay.start();
  }

  async stop(): Promise<void> {
    await this.relay.stop();
    await this.publisher.close();
    await this.session.stop();
  }

  /** Stores a command; `orderTotal` tells one from the other. */
  place(orderTotal: number, hold: Promise<void> = Promise.resolve()): Promise<void> {
    return this.transaction.run(async (work) => {
      const orderId = uuidv7();
      work.send(ValidateConsumerInfo, { orderId, consumerId: uuidv7(), orderTotal }, { shardKey: orderId });
      await hold;
    });
  }
}

describe('the polling publisher', () => {
  let database: TestDatabase;
  let broker: TestBroker;
  let connection: ChannelModel;
  let amqp: Channel;
  const instances: Instance[] = [];
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

  async function startInstance(): Promise<Instance> {
    const instance = new Instance(database, broker.url);
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
