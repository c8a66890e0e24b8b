import { GatewayRefusal, type GatewayClient, type OrderRequest } from '#gateway-client';
import { fiveVindaloos, oakland, samosa, type Attempt } from '#testing';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from './random.js';

const FLAWED_ONE_IN = 4;
const CANCELLED_ONE_IN = 5;
const LONGEST_HESITATION_MS = 500;
/** Doubles with every try: customers who insist without a pause keep a service down that comes back. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;

type Remember = (attempt: Attempt) => void;

/**
 * Places one order after the other, and insists: a request without a clear answer is made again under a new reference.
 * Some orders do not add up, and some are cancelled soon after.
 */
export class Customer {
  constructor(
    private readonly gateway: GatewayClient,
    private readonly consumerId: string,
    private readonly random: Random,
    private readonly remember: Remember,
  ) {}

  /** Resolves when an order is accepted, and to how often the gateway did not accept it before. */
  async order(name: string, giveUp: AbortSignal): Promise<number> {
    const flaw = this.random.oneIn(FLAWED_ONE_IN) ? 'ORDER_TOTAL_MISMATCH' : undefined;
    const cancelAfterMs = this.random.oneIn(CANCELLED_ONE_IN)
      ? this.random.between(0, LONGEST_HESITATION_MS)
      : undefined;
    for (let tries = 0; ; tries++) {
      const attempt = await this.place(`${name}, try ${tries}`, flaw);
      if (attempt.outcome === 'accepted') return (await this.conclude(attempt, cancelAfterMs), tries);
      this.remember(attempt);
      giveUp.throwIfAborted();
      await delay(this.random.next() * Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS));
    }
  }

  private async place(reference: string, flaw: string | undefined): Promise<Attempt> {
    try {
      const { orderId } = await this.gateway.placeOrder(this.request(reference, flaw));
      return { reference, outcome: 'accepted', orderId, flaw };
    } catch (error) {
      return { reference, outcome: isRefused(error) ? 'refused' : 'unknown', flaw };
    }
  }

  private async conclude(attempt: Attempt, cancelAfterMs: number | undefined): Promise<void> {
    if (cancelAfterMs === undefined || !attempt.orderId) return this.remember(attempt);
    await delay(cancelAfterMs);
    const cancellation = await this.cancel(attempt.orderId);
    this.remember({ ...attempt, cancellation });
  }

  private async cancel(orderId: string): Promise<Attempt['cancellation']> {
    try {
      await this.gateway.cancel(orderId);
      return 'promised';
    } catch (error) {
      return isRefused(error) ? undefined : 'asked';
    }
  }

  private request(reference: string, flaw: string | undefined): OrderRequest {
    return fiveVindaloos(this.consumerId, {
      deliveryAddress: { ...oakland, street2: reference },
      lineItems: [{ menuItemId: samosa.menuItemId, quantity: 1 }],
      orderTotal: flaw ? '4.51' : samosa.price,
    });
  }
}

/** A 4xx says that nothing was done. */
const isRefused = (error: unknown): boolean =>
  error instanceof GatewayRefusal && error.status >= 400 && error.status < 500;
