import type { BeforeApplicationShutdown } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { OrderView, OrderViews } from './order-views.js';

export interface WatchOptions {
  /** How often all orders that somebody waits for are looked at. */
  readonly intervalMs: number;
  /** How many may wait at the same time. */
  readonly most: number;
}

/** What a watcher knows of its order. */
export type KnownVersion = Pick<OrderView, 'orderId' | 'version'>;

interface Watcher extends KnownVersion {
  readonly wake: (isChanged: boolean) => void;
}

/**
 * Wakes those who wait for an order to change. As long as somebody does, one query per interval asks for the versions
 * of all the orders that are waited for, whichever instance changes them. Whoever waits holds neither a thread nor a
 * connection, and is let go when the process is about to end.
 */
export class OrderWatch implements BeforeApplicationShutdown {
  private readonly watchers = new Set<Watcher>();
  private isLooking = false;
  private isClosed = false;

  constructor(
    private readonly orders: OrderViews,
    private readonly options: WatchOptions,
  ) {}

  hasRoom(): boolean {
    return !this.isClosed && this.watchers.size < this.options.most;
  }

  /** Resolves to true when the order has a later version; to false when `until` aborts, or there is no room to wait. */
  changed({ orderId, version }: KnownVersion, until: AbortSignal): Promise<boolean> {
    if (until.aborted || !this.hasRoom()) return Promise.resolve(false);
    return new Promise((resolve) => {
      const giveUp = (): void => watcher.wake(false);
      const wake = (isChanged: boolean): void => {
        this.watchers.delete(watcher);
        until.removeEventListener('abort', giveUp);
        resolve(isChanged);
      };
      const watcher = { orderId, version, wake };
      this.watchers.add(watcher);
      until.addEventListener('abort', giveUp);
      void this.look();
    });
  }

  beforeApplicationShutdown(): void {
    this.isClosed = true;
    for (const watcher of this.watchers) watcher.wake(false);
  }

  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    while (this.watchers.size > 0) {
      await this.wakeThoseConcerned().catch(() => {}); // while the database is away, nothing changes
      await delay(this.options.intervalMs);
    }
    this.isLooking = false;
  }

  private async wakeThoseConcerned(): Promise<void> {
    const orderIds = new Set(Array.from(this.watchers, ({ orderId }) => orderId));
    const versions = await this.orders.versions([...orderIds]);
    for (const watcher of this.watchers)
      if ((versions.get(watcher.orderId) ?? 0) > watcher.version) watcher.wake(true);
  }
}
