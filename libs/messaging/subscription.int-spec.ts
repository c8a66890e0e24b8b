import { ConsumerValidated } from '#contracts';
import { createTestBroker, eventually, TcpProxy, type TestBroker } from '#testing';
import { connect, type Channel, type ChannelModel } from 'amqplib';
import { randomUUIDv7 } from 'node:crypto';
import { declareTopology } from './declare-topology.js';
import type { AnyHandler } from './handlers.js';
import { Publisher } from './publisher.js';
import { RabbitMqServer } from './rabbitmq-server.js';
import type { Subscription } from './subscription.js';
import { alone, bareReceiver } from './testing/bare-parts.js';

const topology = { shards: 1, retryDelaysMs: [10] };
const queue = 'order.replies.0';
/** The broker does not forget every time. */
const ROUNDS = 8;

describe('a subscription that the broker has ended', () => {
  let broker: TestBroker;
  let connection: ChannelModel;
  let amqp: Channel;
  let publisher: Publisher;
  let server: RabbitMqServer;
  let received: string[];
  let proxy: TcpProxy;

  beforeAll(async () => {
    broker = await createTestBroker();
    connection = await connect(broker.url);
    publisher = new Publisher();
    await publisher.start(broker.url, 'test.publisher');
  });

  beforeEach(async () => {
    amqp = await connection.createChannel();
    await declareTopology(amqp, topology);
    received = [];
    proxy = await TcpProxy.inFrontOf(broker.url);
    await subscribe();
  });

  afterEach(async () => {
    await server.close();
    await proxy.close();
    await amqp.deleteQueue(queue);
    await amqp.close();
  });

  afterAll(async () => {
    await publisher.close();
    await connection.close();
    await broker.drop();
  });

  async function subscribe(): Promise<void> {
    server = new RabbitMqServer(
      {
        service: 'order',
        url: proxy.urlOf(broker.url),
        prefetch: 10,
        watchdogIntervalMs: 100,
        ...topology,
      },
      bareReceiver,
      publisher,
      alone,
    );
    const handler: AnyHandler = async ({ id }) => void received.push(id);
    server.addHandler(ConsumerValidated.type, handler as never, false, {
      contract: ConsumerValidated,
      locks: ({ orderId }: ConsumerValidated) => orderId,
    });
    server.listen(() => {});
    await eventually(() => expect(isSubscribed()).toBe(true));
  }

  const isSubscribed = (): boolean => server.unwrap<Subscription[]>()[0]?.isOpen() ?? false;

  function send(): string {
    const messageId = randomUUIDv7();
    const content = Buffer.from(JSON.stringify({ orderId: randomUUIDv7() }));
    amqp.publish('order.replies', '0', content, { messageId, type: ConsumerValidated.type });
    return messageId;
  }

  const expectReceived = (...ids: string[]): Promise<void> => eventually(() => expect(received).toEqual(ids));

  it('without a word, because its queue was deleted and declared in one breath, comes back', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await expectReceived(send());
      received = [];
      const deleted = amqp.deleteQueue(queue);
      await declareTopology(amqp, topology);
      await deleted;
    }
  });

  it('comes back when its queue is declared again much later', async () => {
    await amqp.deleteQueue(queue);
    await eventually(() => expect(isSubscribed()).toBe(false));
    await declareTopology(amqp, topology);
    await expectReceived(send());
  });

  it('comes back when its connection is lost while it steps back in the line', async () => {
    await expectReceived(send());
    proxy.blackHole();
    void server.unwrap<Subscription[]>()[0]!.yieldToOthers();
    await eventually(() => expect(isSubscribed()).toBe(false));
    proxy.resetConnections();
    await proxy.pass();
    // What came before comes again, perhaps: its acknowledgement may have been lost.
    const sent = send();
    await eventually(() => expect(received).toContain(sent));
  });

  it('is renewed now and then while it is quiet, and loses nothing by it', async () => {
    const [subscription] = server.unwrap<Subscription[]>();
    const renewal = jest.spyOn(subscription!, 'yieldToOthers');
    await eventually(() => expect(renewal).toHaveBeenCalledTimes(2));
    const ids = Array.from({ length: 50 }, send);
    await expectReceived(...ids);
  });
});
