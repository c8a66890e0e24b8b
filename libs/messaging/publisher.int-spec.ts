import { createTestBroker, eventually, type TestBroker } from '#testing';
import { connect, type Channel, type ChannelModel } from 'amqplib';
import { Publisher, type Publication } from './publisher.js';

const to = (queue: string): Publication => ({
  exchange: '',
  routingKey: queue,
  content: Buffer.from('x'),
  properties: { messageId: queue, mandatory: true },
});

describe('a publisher that the broker refuses', () => {
  let broker: TestBroker;

  beforeAll(async () => {
    broker = await createTestBroker();
  });

  afterAll(() => broker.drop());

  let connection: ChannelModel;
  let channel: Channel;
  let publisher: Publisher;

  beforeEach(async () => {
    connection = await connect(broker.url);
    channel = await connection.createChannel();
    await channel.assertQueue('full', { arguments: { 'x-max-length': 1, 'x-overflow': 'reject-publish' } });
    await channel.assertQueue('open');
    publisher = new Publisher({ renewAfterMs: 0 });
    await publisher.start(broker.url, 'spec');
    await eventually(async () => expect(await publisher.publish(to('full'))).toEqual({ confirmed: true }));
  });

  afterEach(async () => {
    await publisher.close();
    await channel.deleteQueue('full');
    await connection.close();
  });

  const isRefused = async (queue: string): Promise<void> =>
    expect(await publisher.publish(to(queue))).toMatchObject({ confirmed: false, refused: true });

  it('connects anew, and publishes when the broker takes messages again', async () => {
    await eventually(() => isRefused('full'));
    expect(publisher.isReady()).toBe(false);
    await eventually(() => expect(publisher.isReady()).toBe(true));

    await channel.purgeQueue('full');
    await eventually(async () => expect(await publisher.publish(to('full'))).toEqual({ confirmed: true }));
  });

  it('connects anew though other queues go on taking theirs', async () => {
    await eventually(() => Promise.all([isRefused('full'), publisher.publish(to('open'))]));
    expect(publisher.isReady()).toBe(false);
  });

  it('stays connected when the message is one that amqplib cannot write', async () => {
    const { properties, ...publication } = to('open');
    const unwritable = { ...publication, properties: { ...properties, headers: { weight: -1e300 } } };
    expect(await publisher.publish(unwritable)).toMatchObject({ confirmed: false, refused: true });
    expect(publisher.isReady()).toBe(true);
  });

  const nowhere: Publication = { ...to('x'), exchange: 'missing' };

  it('does not lose its connection again and again for an exchange that is missing', async () => {
    expect(await publisher.publish(nowhere)).toMatchObject({
      refused: true,
      reason: expect.stringContaining("no exchange 'missing'"),
    });
    await eventually(() => expect(publisher.isReady()).toBe(true));
    expect(await publisher.publish(nowhere)).toMatchObject({ refused: true });
    expect(await publisher.publish(to('open'))).toEqual({ confirmed: true });
  });

  it('tries an exchange that was missing again after a while', async () => {
    const persistent = new Publisher({ shunMs: 50 });
    await persistent.start(broker.url, 'spec');
    await eventually(async () => expect(await persistent.publish(nowhere)).toMatchObject({ refused: true }));
    await channel.assertExchange('missing', 'fanout');
    await channel.bindQueue('open', 'missing', '');
    await eventually(async () => expect(await persistent.publish(nowhere)).toEqual({ confirmed: true }));
    await channel.deleteExchange('missing');
    await persistent.close();
  });

  it('does not blame a message that comes when its connection is closed', async () => {
    await publisher.close();
    expect(await publisher.publish(to('open'))).toMatchObject({ confirmed: false, refused: false });
  });

  it('stays connected when there is no queue for it', async () => {
    await isRefused('nowhere');
    expect(publisher.isReady()).toBe(true);
  });
});
