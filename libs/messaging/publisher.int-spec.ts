import { createTestBroker, eventually, type TestBroker } from '#testing';
import { connect } from 'amqplib';
import { Publisher } from './publisher.js';

const publication = {
  exchange: '',
  routingKey: 'full',
  content: Buffer.from('x'),
  properties: { messageId: '1' },
};

describe('a publisher that the broker refuses', () => {
  let broker: TestBroker;

  beforeAll(async () => {
    broker = await createTestBroker();
  });

  afterAll(() => broker.drop());

  it('connects anew, and publishes when the broker takes messages again', async () => {
    const connection = await connect(broker.url);
    const channel = await connection.createChannel();

    await channel.assertQueue('full', { arguments: { 'x-max-length': 1, 'x-overflow': 'reject-publish' } });
    const publisher = new Publisher();
    await publisher.start(broker.url, 'spec');
    await eventually(async () => expect(await publisher.publish(publication)).toEqual({ confirmed: true }));

    await eventually(async () =>
      expect(await publisher.publish(publication)).toMatchObject({ confirmed: false, refused: true }),
    );
    expect(publisher.isReady()).toBe(false);
    await eventually(() => expect(publisher.isReady()).toBe(true));

    await channel.deleteQueue('full');
    await eventually(async () => expect(await publisher.publish(publication)).toEqual({ confirmed: true }));
    await publisher.close();
    await connection.close();
  });
});
