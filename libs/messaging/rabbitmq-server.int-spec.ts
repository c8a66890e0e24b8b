import { ConsumerValidated } from '#contracts';
import { createTestBroker, eventually, type TestBroker } from '#testing';
import { connect, type Channel, type ChannelModel } from 'amqplib';
import { randomUUIDv7 } from 'node:crypto';
import { declareTopology } from './declare-topology.js';
import type { AnyHandler } from './handlers.js';
import type { Message } from './message.js';
import { Publisher } from './publisher.js';
import { RabbitMqServer } from './rabbitmq-server.js';
import { ReceiverUnavailable } from './receiver.js';
import { shardOf } from './topology/index.js';
import type { Subscription } from './subscription.js';
import { alone, bareReceiver } from './testing/bare-parts.js';

const shards = 2;
const retryDelaysMs = [10, 20];

describe('the RabbitMQ transport', () => {
  let broker: TestBroker;
  let connection: ChannelModel;
  let amqp: Channel;
  let publisher: Publisher;
  let server: RabbitMqServer | undefined;

  beforeAll(async () => {
    broker = await createTestBroker();
    connection = await connect(broker.url);
    amqp = await connection.createChannel();
    await declareTopology(amqp, { shards, retryDelaysMs });
    publisher = new Publisher();
    await publisher.start(broker.url, 'test.publisher');
  });

  afterEach(async () => {
    await server?.close();
    for (const queue of ['order.replies.0', 'order.replies.1', 'order.replies.dead-letter'])
      await amqp.purgeQueue(queue);
  });

  afterAll(async () => {
    await publisher.close();
    await connection.close();
    await broker.drop();
  });

  function receive(handle: (message: Message) => Promise<void>, receiver = bareReceiver): void {
    server = new RabbitMqServer(
      { service: 'order', url: broker.url, shards, prefetch: 10, retryDelaysMs },
      receiver,
      publisher,
      alone,
    );
    const handler: AnyHandler = (message) => handle(message);
    server.addHandler(ConsumerValidated.type, handler as never, false, {
      contract: ConsumerValidated,
      locks: ({ orderId }: ConsumerValidated) => orderId,
    });
    server.listen(() => {});
  }

  function send(orderId: string, properties: object = {}, body: unknown = { orderId }): void {
    const content = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    amqp.publish('order.replies', String(shardOf(orderId, shards)), content, {
      messageId: randomUUIDv7(),
      type: ConsumerValidated.type,
      headers: { 'shard-key': orderId },
      ...properties,
    });
  }

  const deadLetter = () =>
    eventually(async () => {
      const message = await amqp.get('order.replies.dead-letter', { noAck: true });
      if (!message) throw new Error('nothing is dead-lettered yet');
      return message;
    });

  it('hands a message to the handler of its type, with the body that the contract promises', async () => {
    const received: Message[] = [];
    receive(async (message) => void received.push(message));
    const orderId = randomUUIDv7();
    send(orderId, {}, { orderId, fromTheFuture: true });
    await eventually(() => expect(received).toHaveLength(1));
    expect(received[0]).toMatchObject({ type: 'ConsumerValidated', body: { orderId }, attempt: 1 });
    expect(received[0]!.body).not.toHaveProperty('fromTheFuture');
  });

  it('keeps the order of one key, across a retry-free stream', async () => {
    const received: string[] = [];
    receive(async ({ id }) => void received.push(id));
    const orderId = randomUUIDv7();
    const ids = Array.from({ length: 200 }, () => randomUUIDv7());
    for (const messageId of ids) send(orderId, { messageId });
    await eventually(() => expect(received).toHaveLength(ids.length));
    expect(received).toEqual(ids);
  });

  it.each([
    ['a body that is no JSON', {}, '{"orderId":'],
    ['a body that breaks the contract', {}, { orderId: 'one' }],
    ['an unknown type', { type: 'FromAnotherCentury' }, {}],
    ['no message id', { messageId: undefined }, {}],
    ['a request for a reply to where none of ours goes', { replyTo: 'amq.gen-stranger' }, {}],
    ['headers that are too long to be sent on', { headers: { 'causation-id': 'c'.repeat(65_400) } }, {}],
    ['a number that cannot be sent on', { headers: { weight: { '!': 'double', value: -1e300 } } }, {}],
    [
      'a moment that cannot be sent on',
      { headers: { moment: { '!': 'timestamp', value: 2n ** 64n - 1n } } },
      {},
    ],
  ])('dead-letters %s at once', async (_, properties, body) => {
    const received: Message[] = [];
    receive(async (message) => void received.push(message));
    const neighbour = randomUUIDv7();
    send(neighbour, properties, body);
    send(neighbour);
    const { headers } = (await deadLetter()).properties;
    expect(headers).toMatchObject({ attempt: 1, error: expect.stringContaining('MalformedMessage') });
    await eventually(() => expect(received).toHaveLength(1));
  });

  it('retries a handler that throws, on the ladder, and dead-letters after the last attempt', async () => {
    const attempts: number[] = [];
    const neighbour = randomUUIDv7();
    const neighbours: string[] = [];
    receive(async ({ attempt, shardKey }) => {
      if (shardKey === neighbour) return void neighbours.push(shardKey);
      attempts.push(attempt);
      throw new RangeError('out of samosas');
    });
    send(randomUUIDv7());
    send(neighbour);
    const { headers } = (await deadLetter()).properties;
    expect(headers).toMatchObject({ attempt: 3, error: 'RangeError: out of samosas' });
    expect(attempts).toEqual([1, 2, 3]);
    await eventually(() => expect(neighbours).toEqual([neighbour]));
  });

  it('waits for a database that is away, and dead-letters nothing for it', async () => {
    let refusals = 5;
    const received: Message[] = [];
    receive(async (message) => void received.push(message), {
      ...bareReceiver,
      receive: (receptions) => {
        if (refusals-- > 0) throw new ReceiverUnavailable('connection refused');
        return bareReceiver.receive(receptions);
      },
    });
    send(randomUUIDv7());
    await eventually(() => expect(received).toHaveLength(1));
    expect(received[0]!.attempt).toBe(1);
    expect((await amqp.checkQueue('order.replies.dead-letter')).messageCount).toBe(0);
  });

  it('finishes the delivery in work when it closes, and leaves the rest in the queue in order', async () => {
    const orderId = randomUUIDv7();
    const ids = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()];
    let release = () => {};
    const handled: string[] = [];
    const first = new Promise<void>((entered) =>
      receive(async ({ id }) => {
        entered();
        await new Promise<void>((resolve) => (release = resolve));
        handled.push(id);
      }),
    );
    for (const messageId of ids) send(orderId, { messageId });
    await first;
    const closed = server!.close();
    release();
    await closed;
    expect(handled).toEqual([ids[0]]);

    const rest: string[] = [];
    receive(async ({ id }) => void rest.push(id));
    await eventually(() => expect(rest).toEqual(ids.slice(1)));
  });

  it('subscribes again when the broker cancels its subscription', async () => {
    const received: Message[] = [];
    receive(async (message) => void received.push(message));
    const orderId = randomUUIDv7();
    send(orderId);
    const allOpen = () => server!.unwrap<Subscription[]>().every((subscription) => subscription.isOpen());
    await eventually(() => expect(allOpen()).toBe(true));
    await eventually(() => expect(received).toHaveLength(1));
    await amqp.deleteQueue(`order.replies.${shardOf(orderId, shards)}`);
    await eventually(() => expect(allOpen()).toBe(false));
    await declareTopology(amqp, { shards, retryDelaysMs });
    send(orderId);
    await eventually(() => expect(received).toHaveLength(2));
  });
});
