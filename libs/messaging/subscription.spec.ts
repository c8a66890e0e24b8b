import type { ChannelModel, ConsumeMessage } from 'amqplib';
import { EventEmitter } from 'node:events';
import { Subscription } from './subscription.js';

type Answer = 'yes' | 'no' | 'none';
const never = new Promise<never>(() => {});

/** A channel of a broker that may refuse subscribers, and then closes the channel as RabbitMQ does, or not answer them. */
class StubChannel extends EventEmitter {
  open = true;
  deliver: (delivery: ConsumeMessage) => void = () => {};
  readonly acknowledged: ConsumeMessage[] = [];

  constructor(private readonly answer: () => Answer) {
    super();
  }

  async prefetch(): Promise<void> {}

  checkQueue(): Promise<{ messageCount: number }> {
    return this.answer() === 'none' ? never : Promise.resolve({ messageCount: 7 });
  }

  ack(delivery: ConsumeMessage): void {
    if (!this.open) throw new Error('Channel closed');
    this.acknowledged.push(delivery);
  }

  async consume(_queue: string, deliver: (delivery: ConsumeMessage) => void): Promise<void> {
    this.deliver = deliver;
    if (this.answer() === 'yes') return;
    if (this.answer() === 'none') return never;
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
  let answer: Answer;
  let channels: StubChannel[];
  let subscription: Subscription;
  let work: PromiseWithResolvers<void>;

  const delivery = {} as ConsumeMessage;
  const processor = {
    async *process(deliveries: readonly ConsumeMessage[]) {
      await work.promise;
      yield* deliveries;
    },
  };

  const connection = {
    createChannel: async () => {
      const channel = new StubChannel(() => answer);
      channels.push(channel);
      return channel;
    },
  } as unknown as ChannelModel;

  const openChannels = () => channels.filter(({ open }) => open).length;

  beforeEach(() => {
    jest.useFakeTimers();
    answer = 'yes';
    channels = [];
    work = Promise.withResolvers();
    const source = { queue: 'order.replies.0', prefetch: 1, channel: 'order.replies', shard: '0' };
    subscription = new Subscription(source, processor);
  });

  afterEach(() => jest.useRealTimers());

  it('tries once a second while the queue is missing, and subscribes once when it is there', async () => {
    answer = 'no';
    await subscription.open(connection);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(channels).toHaveLength(6);
    expect(subscription.isOpen()).toBe(false);

    answer = 'yes';
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

  it('tries again on another channel when the broker does not answer', async () => {
    answer = 'none';
    void subscription.open(connection);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(channels.map(({ open }) => open)).toEqual([false, true]);

    answer = 'yes';
    await jest.advanceTimersByTimeAsync(20_000);
    expect(subscription.isOpen()).toBe(true);
    expect(openChannels()).toBe(1);
  });

  it('stops, and steps back no more, though the broker does not answer', async () => {
    answer = 'none';
    const moved = [subscription.open(connection), subscription.yieldToOthers()];
    await jest.advanceTimersByTimeAsync(0);
    await Promise.all([...moved, subscription.stop()]);
    expect(channels.map(({ open }) => open)).toEqual([false]);
  });

  it('acknowledges, when it is stopped, what came before the answer to its subscribing', async () => {
    answer = 'none';
    void subscription.open(connection);
    await jest.advanceTimersByTimeAsync(0);
    const [channel] = channels;
    channel!.deliver(delivery);
    await jest.advanceTimersByTimeAsync(0);
    const stopped = subscription.stop();
    work.resolve();
    await stopped;
    expect(channel).toMatchObject({ acknowledged: [delivery], open: false });
  });

  it('tells of no ready messages when the broker does not answer, in time or before the end', async () => {
    await subscription.open(connection);
    expect(await subscription.ready()).toBe(7);
    answer = 'none';
    const inTime = subscription.ready();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(await inTime).toBe(0);
    const beforeTheEnd = subscription.ready();
    await subscription.stop();
    expect(await beforeTheEnd).toBe(0);
  });

  it('does not come back after a stop', async () => {
    answer = 'no';
    await subscription.open(connection);
    await subscription.stop();
    answer = 'yes';
    await jest.advanceTimersByTimeAsync(5_000);
    await subscription.yieldToOthers();
    expect(channels).toHaveLength(1);
  });
});
