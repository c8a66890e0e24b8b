import type { Subscription } from './subscription.js';

/** The place of this instance among the live instances of its service: `rank` of `size`, from 0. */
export interface Place {
  readonly rank: number;
  readonly size: number;
}

export interface Membership {
  /** Makes this instance count. */
  join(): void;
  /** Stops counting; changes are no longer reported. */
  leave(): Promise<void>;
  place(): Place;
  onChange(listener: () => void): void;
}

/** Long enough for every instance to have reconnected to a broker that restarted. */
const SETTLE_MS = 10_000;

/**
 * Shares the shards out among the instances. All instances subscribe to all shards, and the broker keeps one of them
 * active on each (the others stand by, so a dead one is replaced at once). The broker alone would leave every shard
 * with the first to come; so whoever is not meant to have a shard steps back in its line.
 * Pattern: Competing consumers (Hohpe and Woolf, Enterprise Integration Patterns), without losing order.
 */
export class ShardBalance {
  private settling?: NodeJS.Timeout;
  private stepping: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly subscriptions: readonly Subscription[],
    private readonly membership: Membership,
  ) {
    membership.onChange(() => this.rebalance());
  }

  /** Called when all subscriptions stand, after every connection: only now may others leave their shards to us. */
  subscribed(): void {
    if (this.stopped) return;
    this.membership.join();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.rebalance(), SETTLE_MS);
  }

  /** Whether the n-th subscription is to be the active one on its queue. */
  isOurs(index: number): boolean {
    const { rank, size } = this.membership.place();
    return index % size === rank;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.settling);
    await this.membership.leave();
    await this.stepping;
  }

  private rebalance(): void {
    this.stepping = this.stepping.then(async () => {
      for (const [index, subscription] of this.subscriptions.entries())
        if (!this.stopped && !this.isOurs(index)) await subscription.yieldToOthers();
    });
  }
}
