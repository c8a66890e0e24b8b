import { GatewayClient } from '#gateway-client';
import { eventually, type Attempt } from '#testing';
import { setTimeout as delay } from 'node:timers/promises';
import { Customer } from './customer.js';
import type { Random } from './random.js';

export interface LoadOptions {
  /** Names its orders, in the books as well. */
  readonly name: string;
  readonly gatewayUrl: string;
  /** At least; they keep coming until {@link Load.letEnd} is called. */
  readonly orders: number;
  /** Orders come at this rate, until a hundred are not answered. */
  readonly perSecond: number;
  readonly random: Random;
}

/** What came of a load. */
export interface Testimony {
  readonly attempts: readonly Attempt[];
  /** Of requests for an order that were not answered with a 202, what came of them; each was repeated until it was. */
  readonly unaccepted: readonly string[];
}

const CREDIT_FOR_ALL = '9999999.00';
/** How long a customer insists. */
const PATIENCE_MS = 180_000;
/** Orders that are not accepted yet; more wait until one is. */
const MOST_OPEN = 100;

/** Orders at a steady rate through the gateway, by one consumer with credit for all of them. */
export class Load {
  readonly attempts: Attempt[] = [];
  private sentCount = 0;
  private enough = false;
  private readonly giveUp = new AbortController();
  private readonly finished: Promise<Testimony>;

  private constructor(
    private readonly customer: (remember: (attempt: Attempt) => void) => Customer,
    private readonly options: LoadOptions,
  ) {
    this.finished = this.run();
    this.finished.catch(() => {}); // whoever awaits it hears of it
  }

  static async begin(options: LoadOptions): Promise<Load> {
    const gateway = await eventually(() => GatewayClient.logIn(options.gatewayUrl, 'operator'));
    const { consumerId } = await eventually(() => gateway.registerConsumer(CREDIT_FOR_ALL));
    return new Load((remember) => new Customer(gateway, consumerId, options.random, remember), options);
  }

  /** Resolves when so many orders were sent. */
  async sent(count: number): Promise<void> {
    await eventually(
      () => {
        if (this.sentCount < count) throw new Error(`${this.sentCount} of ${count} orders are sent`);
      },
      PATIENCE_MS + (count / this.options.perSecond) * 1_000,
    );
  }

  /** No more orders come than are still missing. */
  letEnd(): void {
    this.enough = true;
  }

  /** Resolves when all orders are accepted. Rejects when one is not in spite of all patience. */
  finish(): Promise<Testimony> {
    this.letEnd();
    return this.finished;
  }

  private async run(): Promise<Testimony> {
    const customer = this.customer((attempt) => void this.attempts.push(attempt));
    const startedAt = performance.now();
    const orders: Promise<readonly string[]>[] = [];
    const open = new Set<Promise<readonly string[]>>();
    for (let number = 0; number < this.options.orders || !this.enough; number++) {
      await delay(Math.max(0, startedAt + (number * 1_000) / this.options.perSecond - performance.now()));
      if (open.size >= MOST_OPEN) await Promise.race(open);
      const order = customer
        .order(`${this.options.name}, order ${number}`, this.giveUp.signal)
        .finally(() => open.delete(order));
      orders.push(order);
      open.add(order);
      this.sentCount = number + 1;
    }
    const patience = setTimeout(
      () => this.giveUp.abort(new Error('An order was never accepted')),
      PATIENCE_MS,
    );
    const failures = await Promise.all(orders).finally(() => clearTimeout(patience));
    return { attempts: this.attempts, unaccepted: failures.flat() };
  }
}
