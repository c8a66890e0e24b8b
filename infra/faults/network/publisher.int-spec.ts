import { Publisher } from '#messaging';
import { eventually, TcpProxy } from '#testing';

const url = process.env.TEST_AMQP_ADMIN_URL ?? '';
const patience = { confirmTimeoutMs: 500, renewAfterMs: 0 };

const publication = {
  exchange: '',
  routingKey: 'nobody',
  content: Buffer.from('x'),
  properties: { messageId: '1' },
};

describe('a publisher that waits for confirms', () => {
  it('gives up after a while, connects anew, and publishes again', async () => {
    const proxy = await TcpProxy.inFrontOf(url);
    const publisher = new Publisher(patience);
    await publisher.start(proxy.urlOf(url), 'spec');
    await eventually(async () => expect(await publisher.publish(publication)).toEqual({ confirmed: true }));

    proxy.blackHole();
    const outcomes = await Promise.all([publisher.publish(publication), publisher.publish(publication)]);
    const reason = expect.stringContaining('No confirm') as string;
    expect(outcomes).toEqual(Array(2).fill({ confirmed: false, refused: true, reason }));
    expect(publisher.isReady()).toBe(false);

    await proxy.pass();
    await eventually(async () => expect(await publisher.publish(publication)).toEqual({ confirmed: true }));
    await publisher.close();
    await proxy.close();
  });
});
