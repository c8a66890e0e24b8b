import { createTestBroker, eventually, TcpProxy, type TestBroker } from '#testing';
import { connect } from 'amqplib';
import { declareTopology } from './declare-topology.js';
import { Publisher } from './publisher.js';
import { RabbitMqServer } from './rabbitmq-server.js';
import type { Subscription } from './subscription.js';
import { alone, bareReceiver } from './testing/bare-parts.js';
import { ScriptedBroker } from './testing/scripted-broker.js';

const topology = { shards: 1, retryDelaysMs: [] };
const deadLetters = 'order.replies.dead-letter';

describe('the RabbitMQ transport, on a network that fails', () => {
  let broker: TestBroker;
  let network: TcpProxy;
  let server: RabbitMqServer;

  beforeAll(async () => {
    broker = await createTestBroker();
    const connection = await connect(broker.url);
    await declareTopology(await connection.createChannel(), topology);
    await connection.close();
  });

  beforeEach(async () => {
    network = await TcpProxy.inFrontOf(broker.url);
    // No heartbeat, so that nobody else ends a connection that is silent.
    const url = `${network.urlOf(broker.url)}?heartbeat=0`;
    const options = { service: 'order', url, prefetch: 10, ...topology } as const;
    server = new RabbitMqServer(options, bareReceiver, new Publisher(), alone);
    server.listen(() => {});
    await eventually(() => expect(server.unwrap<Subscription[]>().every((each) => each.isOpen())).toBe(true));
  });

  afterEach(async () => {
    await server.close();
    await network.close();
  });
  afterAll(() => broker.drop());

  it('closes though the broker says nothing, and nothing would end the connection', async () => {
    network.blackHole();
    await server.close();
  });

  it('tells how deep a queue is, and rejects while the broker is away', async () => {
    expect(await server.depthsOf([deadLetters])).toEqual([0]);
    network.refuse();
    network.resetConnections();
    await eventually(() => expect(server.depthsOf([deadLetters])).rejects.toThrow());
  });
});

describe('the RabbitMQ transport, at a broker that does not answer for one queue', () => {
  it('subscribes to the others, and closes', async () => {
    const broker = await ScriptedBroker.start({});
    broker.silentAbout = 'order.replies.0';
    const url = `${broker.url}?heartbeat=0`;
    const options = { service: 'order', url, prefetch: 10, shards: 2, retryDelaysMs: [] } as const;
    const server = new RabbitMqServer(options, bareReceiver, new Publisher(), alone);
    server.listen(() => {});
    const areOpen = (): boolean[] => server.unwrap<Subscription[]>().map((each) => each.isOpen());
    await eventually(() => expect(areOpen()).toEqual([false, true]));
    await server.close();
    broker.stop();
  });
});
