import { waitAtMost } from '#service-kit';
import { Logger } from '@nestjs/common';
import type { ChannelModel } from 'amqplib';
import type { DeliveryProcessor, Source } from './delivery-processor.js';
import { Stay, type StayOptions } from './stay.js';

const RETRY_MS = 1_000;
/** How long a stop waits for the delivery in work; what takes longer is delivered again, and the inbox knows it. */
const GRACE_MS = 10_000;

/** How long a broker that says nothing is waited for; its connection is lost by then or soon. */
const FAREWELL_MS = 2_000;
/** How long it takes to leave the queue's line at most. */
export const LONGEST_LEAVE_MS = GRACE_MS + FAREWELL_MS;

export interface SubscriptionOptions extends Source, StayOptions {}

/**
 * Receives from one queue, in order, on an AMQP channel of its own: whatever has arrived while the work before was done
 * is taken together. Closing that channel is how
 * the queue changes hands: what was prefetched goes back to its place, so the next receiver sees it in order.
 */
export class Subscription {
  private readonly logger = new Logger('Subscription');
  private connection?: ChannelModel;
  /** Begun, or asked for: deliveries may come before the answer does. */
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
    private readonly processor: Pick<DeliveryProcessor, 'process'>,
  ) {}

  isOpen(): boolean {
    return this.stay?.isBegun ?? false;
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
      return (await this.stay?.ready()) ?? 0;
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
    this.stay?.over.abort(new Error('stopped'));
    return this.move(() => this.leave());
  }

  private move(step: () => Promise<void>): Promise<void> {
    return (this.moving = this.moving.then(step));
  }

  private async enter(): Promise<void> {
    if (this.stopped || this.stay || !this.connection) return;
    const stay = (this.stay = new Stay(this.options));
    stay.on('delivered', () => this.onDelivered(stay));
    stay.once('closed', () => this.onClosed(stay));
    try {
      await stay.begin(this.connection);
    } catch (error) {
      if (this.stopped) return; // and leaves, after the delivery in work
      this.logger.warn(`${this.options.queue}: not subscribed: ${(error as Error).message}`);
      stay.giveUp();
      this.stay = undefined;
      this.tryAgain();
    }
  }

  private async leave(): Promise<void> {
    const stay = this.stay;
    this.stay = undefined;
    stay?.over.abort();
    await waitAtMost(GRACE_MS, this.inWork);
    stay?.close();
    await waitAtMost(FAREWELL_MS, stay?.closed);
  }

  private onDelivered(stay: Stay): void {
    this.deliveries++;
    this.inWork = this.inWork.then(() => this.takeUp(stay));
  }

  /** Nothing is waited for: who comes alone is taken alone. */
  private async takeUp(stay: Stay): Promise<void> {
    const arrived = stay.waiting.splice(0);
    const { signal } = stay.over;
    if (arrived.length > 0 && !signal.aborted)
      for await (const settled of this.processor.process(arrived, this.options, signal))
        stay.acknowledge(settled);
    this.settled += arrived.length;
  }

  /** The channel is gone, alone or with its connection: what was handed over on it will come again. */
  private onClosed(stay: Stay): void {
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
