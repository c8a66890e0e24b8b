import { Logger } from '@nestjs/common';
import type { Subscription } from './subscription.js';

/** So many looks without a delivery, and a subscription is renewed: half a minute, by default. */
const QUIET_LOOKS = 6;

interface Sight {
  readonly received: number;
  /** How many looks in a row have found nothing received and nothing in work. */
  readonly quiet: number;
  /** Messages were waiting all the same. */
  readonly starving: boolean;
}

/**
 * Looks after subscriptions that are open on our side and may be dead on the broker's. When a queue is deleted and
 * declared again in one breath, RabbitMQ 3.10 does not cancel its consumer, goes on counting it, and throws away what
 * the queue hands over; only a new subscription brings that back. Nothing that can be asked tells this state from a
 * quiet one, so a quiet subscription is renewed from time to time, and at once where messages wait. To renew is to go
 * to the end of the queue's line; whoever comes to the front without being meant to steps back when it gets work.
 */
export class Watchdog {
  private readonly logger = new Logger('Watchdog');
  private readonly sights = new Map<Subscription, Sight>();
  private timer?: NodeJS.Timeout;
  private looking: Promise<void> = Promise.resolve();
  private stopped = false;

  /** `isOurs` says of the n-th subscription whether this instance is meant to be the active one on its queue. */
  constructor(
    private readonly subscriptions: readonly Subscription[],
    private readonly isOurs: (index: number) => boolean,
    private readonly intervalMs: number,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.looking = this.lookAtAll();
      void this.looking.then(() => !this.stopped && this.start());
    }, this.intervalMs);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.looking;
  }

  private async lookAtAll(): Promise<void> {
    for (const [index, subscription] of this.subscriptions.entries())
      if (!this.stopped) await this.lookAt(subscription, this.isOurs(index));
  }

  private async lookAt(subscription: Subscription, isOurs: boolean): Promise<void> {
    const before = this.sights.get(subscription);
    const sight = await sightOf(subscription, before);
    this.sights.set(subscription, sight);
    const renew = isOurs
      ? sight.quiet >= QUIET_LOOKS || (sight.starving && before?.starving)
      : sight.quiet >= QUIET_LOOKS || (before && sight.received > before.received);
    if (!renew || this.stopped) return;
    if (isOurs && sight.starving)
      this.logger.warn(`${subscription.queue}: messages wait and none comes: subscribing anew`);
    await subscription.yieldToOthers();
    this.sights.delete(subscription);
  }
}

async function sightOf(subscription: Subscription, before?: Sight): Promise<Sight> {
  const { received } = subscription;
  const isQuiet = subscription.isIdle() && received === before?.received;
  if (!isQuiet) return { received, quiet: 0, starving: false };
  const waiting = await subscription.ready();
  return { received, quiet: before.quiet + 1, starving: waiting > 0 && received === subscription.received };
}
