import { Logger } from '@nestjs/common';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { setTimeout as delay } from 'node:timers/promises';
import type { DeliveryProcessor, Source } from './delivery-processor.js';

const RESUBSCRIBE_DELAY_MS = 1_000;

export interface SubscriptionOptions extends Source {
  readonly queue: string;
  /** How many unacknowledged deliveries the broker may hand over at a time. */
  readonly prefetch: number;
}

/**
 * Receives from one queue, one delivery after the other, on an AMQP channel of its own. Closing that channel is how
 * the queue changes hands: what was prefetched goes back to its place, so the next receiver sees it in order.
 */
export class Subscription {
  private readonly logger = new Logger('Subscription');
  private connection?: ChannelModel;
  private channel?: Channel;
  private abandon = new AbortController();
  /** The delivery in work; the ones behind it wait for it. */
  private inWork: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: SubscriptionOptions,
    private readonly processor: DeliveryProcessor,
  ) {}

  isOpen(): boolean {
    return this.channel !== undefined;
  }

  /** Called with every new connection. */
  async open(connection: ChannelModel): Promise<void> {
    this.connection = connection;
    const channel = await connection.createChannel();
    const abandon = new AbortController();
    Object.assign(this, { channel, abandon });
    channel.on('error', (error) => this.logger.warn(`${this.options.queue}: ${error.message}`));
    channel.on('close', () => this.onClosed(channel, abandon));
    await channel.prefetch(this.options.prefetch);
    await channel.consume(this.options.queue, (delivery) =>
      this.onDelivery(channel, abandon.signal, delivery),
    );
  }

  /** Steps back in the line of this queue's subscribers, after the delivery in work; another one becomes active. */
  async yieldToOthers(): Promise<void> {
    await this.stop();
    if (this.connection && !this.channel) await this.open(this.connection);
  }

  /** Finishes the delivery in work and acknowledges it; what is behind it goes back to the queue. */
  async stop(): Promise<void> {
    const channel = this.channel;
    this.channel = undefined;
    this.abandon.abort();
    await this.inWork;
    await channel?.close().catch(() => {});
  }

  private onDelivery(channel: Channel, abandoned: AbortSignal, delivery: ConsumeMessage | null): void {
    if (!delivery) return void channel.close().catch(() => {}); // the broker cancelled us: see onClosed
    this.inWork = this.inWork.then(async () => {
      if (abandoned.aborted) return;
      if (await this.processor.process(delivery, this.options, abandoned)) acknowledge(channel, delivery);
    });
  }

  /** Only this channel is gone: subscribe again on the same connection. Where that is gone too, `open` is called. */
  private onClosed(channel: Channel, abandon: AbortController): void {
    abandon.abort();
    if (this.channel !== channel) return; // we closed it ourselves
    this.channel = undefined;
    void this.resubscribe(this.connection);
  }

  private async resubscribe(connection?: ChannelModel): Promise<void> {
    await delay(RESUBSCRIBE_DELAY_MS);
    while (connection && connection === this.connection && !this.channel) {
      try {
        await this.open(connection);
      } catch (error) {
        if ((error as Error).message.includes('Connection clos')) return;
        await delay(RESUBSCRIBE_DELAY_MS);
      }
    }
  }
}

/** On a channel that was lost meanwhile the message comes again, and the inbox knows it. */
function acknowledge(channel: Channel, delivery: ConsumeMessage): void {
  try {
    channel.ack(delivery);
  } catch {
    return;
  }
}
