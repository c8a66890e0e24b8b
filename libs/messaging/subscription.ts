import { waitAtMost } from '#service-kit';
import { Logger } from '@nestjs/common';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import type { DeliveryProcessor, Source } from './delivery-processor.js';

const RETRY_MS = 1_000;
/** How long a stop waits for the delivery in work; what takes longer is delivered again, and the inbox knows it. */
const GRACE_MS = 10_000;

export interface SubscriptionOptions extends Source {
  readonly queue: string;
  /** How many unacknowledged deliveries the broker may hand over at a time. */
  readonly prefetch: number;
}

/** How long a broker that says nothing is waited for; its connection is lost by then or soon. */
const FAREWELL_MS = 2_000;

/** One stay in the line of a queue's subscribers. */
interface Stay {
  readonly channel: Channel;
  readonly over: AbortController;
  /** Resolves when the channel is closed, by whom and for what reason ever. */
  readonly closed: Promise<unknown>;
  /** Delivered, and not taken up yet. */
  readonly waiting: ConsumeMessage[];
}

/**
 * Receives from one queue, in order, on an AMQP channel of its own: whatever has arrived while the work before was done
 * is taken together. Closing that channel is how
 * the queue changes hands: what was prefetched goes back to its place, so the next receiver sees it in order.
 */
export class Subscription {
  private readonly logger = new Logger('Subscription');
  private connection?: ChannelModel;
  private stay?: Stay;
  private stopped = false;
  private retry?: NodeJS.Timeout;
  /** Deliveries so far, on all channels. */
  private deliveries = 0;
  private settled = 0;
  /** The deliveries in work; the ones behind them wait. */
  private inWork: Promise<void> = Promise.resolve();
  /** Coming, stepping back and leaving happen one after the other. */
  private moving: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: SubscriptionOptions,
    private readonly processor: DeliveryProcessor,
  ) {}

  isOpen(): boolean {
    return this.stay !== undefined;
  }

  get queue(): string {
    return this.options.queue;
  }

  /** How many deliveries have come so far. */
  get received(): number {
    return this.deliveries;
  }

  /** Subscribed, with no delivery in work. */
  isIdle(): boolean {
    return this.isOpen() && this.deliveries === this.settled;
  }

  /** How many messages the queue holds ready; 0 as well when it cannot say. Where the queue is gone, so is the channel. */
  async ready(): Promise<number> {
    try {
      return (await this.stay?.channel.checkQueue(this.options.queue))?.messageCount ?? 0;
    } catch {
      return 0;
    }
  }

  /** Called with every new connection. Resolves when it is subscribed, or will try again; never rejects. */
  open(connection: ChannelModel): Promise<void> {
    this.connection = connection;
    return this.move(() => this.enter());
  }

  /** Steps back in the line of this queue's subscribers, after the delivery in work; another one becomes active. */
  yieldToOthers(): Promise<void> {
    return this.move(async () => {
      await this.leave();
      await this.enter();
    });
  }

  /** Finishes the delivery in work and acknowledges it; what is behind it goes back to the queue. */
  stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    return this.move(() => this.leave());
  }

  private move(step: () => Promise<void>): Promise<void> {
    return (this.moving = this.moving.then(step));
  }

  private async enter(): Promise<void> {
    if (this.stopped || this.stay || !this.connection) return;
    try {
      this.stay = await this.subscribe(this.connection);
    } catch (error) {
      this.logger.warn(`${this.options.queue}: not subscribed: ${(error as Error).message}`);
      this.tryAgain();
    }
  }

  private async subscribe(connection: ChannelModel): Promise<Stay> {
    const channel = await connection.createChannel();
    const closed = new Promise<void>((resolve) => channel.once('close', resolve));
    const stay = { channel, over: new AbortController(), closed, waiting: [] };
    channel.on('error', (error) => this.logger.warn(`${this.options.queue}: ${error.message}`));
    channel.on('close', () => this.onClosed(stay));
    await channel.prefetch(this.options.prefetch);
    await channel.consume(this.options.queue, (delivery) => this.onDelivery(stay, delivery));
    stay.over.signal.throwIfAborted();
    return stay;
  }

  private async leave(): Promise<void> {
    const stay = this.stay;
    this.stay = undefined;
    stay?.over.abort();
    await waitAtMost(GRACE_MS, this.inWork);
    // Not for `close()` itself: it never ends when the connection is lost before the broker's answer.
    void stay?.channel.close().catch(() => {});
    await waitAtMost(FAREWELL_MS, stay?.closed);
  }

  private onDelivery(stay: Stay, delivery: ConsumeMessage | null): void {
    if (!delivery) return void stay.channel.close().catch(() => {}); // the broker cancelled us: see onClosed
    this.deliveries++;
    stay.waiting.push(delivery);
    this.inWork = this.inWork.then(() => this.takeUp(stay));
  }

  /** Nothing is waited for: who comes alone is taken alone. */
  private async takeUp({ waiting, over, channel }: Stay): Promise<void> {
    const arrived = waiting.splice(0);
    if (arrived.length > 0 && !over.signal.aborted)
      for await (const settled of this.processor.process(arrived, this.options, over.signal))
        acknowledge(channel, settled);
    this.settled += arrived.length;
  }

  /** The channel is gone, alone or with its connection: what was handed over on it will come again. */
  private onClosed(stay: Stay): void {
    stay.over.abort(new Error('the channel was closed'));
    if (this.stay !== stay) return;
    this.stay = undefined;
    this.tryAgain();
  }

  /** A new connection comes by `open`; until then this fails, and costs nothing. */
  private tryAgain(): void {
    clearTimeout(this.retry);
    if (!this.stopped) this.retry = setTimeout(() => void this.move(() => this.enter()), RETRY_MS);
  }
}

/** And all before it. On a channel that was lost meanwhile they come again, and the inbox knows them. */
function acknowledge(channel: Channel, delivery: ConsumeMessage): void {
  try {
    channel.ack(delivery, true);
  } catch {
    return;
  }
}
