import { Logger } from '@nestjs/common';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { EventEmitter } from 'node:events';

/** How long an answer is waited for; a broker that lives, and beats, may never give it on one channel. */
const ANSWER_MS = 15_000;

export interface StayOptions {
  readonly queue: string;
  /** How many unacknowledged deliveries the broker may hand over at a time. */
  readonly prefetch: number;
}

interface StayEvents {
  delivered: [];
  closed: [];
}

/** One stay in the line of a queue's subscribers, on an AMQP channel of its own. */
export class Stay extends EventEmitter<StayEvents> {
  /** Aborted when nothing more is to be taken up. */
  readonly over = new AbortController();
  /** Delivered, and not taken up yet. */
  readonly waiting: ConsumeMessage[] = [];
  /** Resolves when the channel is closed, by whom and for what reason ever. */
  readonly closed = new Promise<void>((resolve) => this.once('closed', resolve));
  private readonly logger = new Logger('Subscription');
  private channel?: Channel;
  private begun = false;

  constructor(private readonly options: StayOptions) {
    super();
  }

  /** The broker has said so. */
  get isBegun(): boolean {
    return this.begun;
  }

  /** Rejects when it is refused, and when no answer comes in time or before it is over. */
  async begin(connection: ChannelModel): Promise<void> {
    await this.answered(this.subscribe(connection));
    this.begun = true;
  }

  /** Ends it in whatever state it is, with what is in work. */
  giveUp(): void {
    this.over.abort(new Error('given up'));
    this.close();
  }

  /** Not to be waited for: it never ends when the connection is lost before the broker's answer. */
  close(): void {
    void this.channel?.close().catch(() => {});
  }

  /** And all before it. On a channel that was lost meanwhile they come again, and the inbox knows them. */
  acknowledge(delivery: ConsumeMessage): void {
    try {
      this.channel?.ack(delivery, true);
    } catch {
      return;
    }
  }

  /** How many messages the queue holds ready. Rejects when the broker does not say it. */
  async ready(): Promise<number> {
    if (!this.channel) return 0;
    return (await this.answered(this.channel.checkQueue(this.options.queue))).messageCount;
  }

  private async subscribe(connection: ChannelModel): Promise<void> {
    const { queue, prefetch } = this.options;
    const channel = (this.channel = await connection.createChannel());
    channel.on('error', (error) => this.logger.warn(`${queue}: ${error.message}`));
    channel.on('close', () => this.onClosed());
    if (this.over.signal.aborted) return this.close();
    await channel.prefetch(prefetch);
    await channel.consume(queue, (delivery) => this.onDelivery(delivery));
    this.over.signal.throwIfAborted();
  }

  /** Rejects when no answer comes in time, or before it is over. */
  private async answered<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const { signal } = this.over;
    let lapse = (): void => {};
    const lapsed = new Promise<never>((_, reject) => {
      lapse = () => reject((signal.reason as Error | undefined) ?? new Error('the broker does not answer'));
    });
    const impatience = setTimeout(lapse, ANSWER_MS);
    signal.addEventListener('abort', lapse);
    try {
      return await Promise.race([answer, lapsed]);
    } finally {
      clearTimeout(impatience);
      signal.removeEventListener('abort', lapse);
    }
  }

  private onDelivery(delivery: ConsumeMessage | null): void {
    if (!delivery) return this.close(); // the broker cancelled us
    this.waiting.push(delivery);
    this.emit('delivered');
  }

  private onClosed(): void {
    this.over.abort(new Error('the channel was closed'));
    this.emit('closed');
  }
}
