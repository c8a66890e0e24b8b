import type { ChannelModel } from 'amqplib';
import { EventEmitter } from 'node:events';
import type { DeliveryProcessor } from './delivery-processor.js';
import { Subscription } from './subscription.js';

/** A channel of a broker that may refuse subscribers, and then closes the channel as RabbitMQ does. */
class StubChannel extends EventEmitter {
  open = true;

  constructor(private readonly refuses: () => boolean) {
    super();
  }

  async prefetch(): Promise<void> {}

  async consume(): Promise<void> {
    if (!this.refuses()) return;
    await this.close();
    throw new Error('NOT_FOUND - no queue');
  }

  async close(): Promise<void> {
    if (!this.open) throw new Error('Channel closed');
    this.open = false;
    this.emit('close');
  }
}

describe('a subscription', () => {
  let queueIsThere: boolean;
  let channels: StubChannel[];
  let subscription: Subscription;

  const connection = {
    createChannel: async () => {
      const channel = new StubChannel(() => !queueIsThere);
      channels.push(channel);
      return channel;
    },
  } as unknown as ChannelModel;

  const openChannels = () => channels.filter(({ open }) => open).length;

  beforeEach(() => {
    jest.useFakeTimers();
    queueIsThere = true;
    channels = [];
    const source = { queue: 'order.replies.0', prefetch: 1, channel: 'order.replies', shard: '0' };
    subscription = new Subscription(source, {} as DeliveryProcessor);
  });

  afterEach(() => jest.useRealTimers());

  it('tries once a second while the queue is missing, and subscribes once when it is there', async () => {
    queueIsThere = false;
    await subscription.open(connection);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(channels).toHaveLength(6);
    expect(subscription.isOpen()).toBe(false);

    queueIsThere = true;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(channels).toHaveLength(7);
    expect(openChannels()).toBe(1);
  });

  it('subscribes again when its channel is closed', async () => {
    await subscription.open(connection);
    await channels[0]!.close();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(channels).toHaveLength(2);
    expect(openChannels()).toBe(1);
  });

  it('steps back by closing its channel before it opens another one', async () => {
    await subscription.open(connection);
    await subscription.yieldToOthers();
    expect(channels.map(({ open }) => open)).toEqual([false, true]);
  });

  it('has one channel, however it is moved about', async () => {
    await Promise.all([
      subscription.open(connection),
      subscription.yieldToOthers(),
      subscription.open(connection),
      subscription.yieldToOthers(),
    ]);
    expect(openChannels()).toBe(1);
  });

  it('does not come back after a stop', async () => {
    queueIsThere = false;
    await subscription.open(connection);
    await subscription.stop();
    queueIsThere = true;
    await jest.advanceTimersByTimeAsync(5_000);
    await subscription.yieldToOthers();
    expect(channels).toHaveLength(1);
  });
});
