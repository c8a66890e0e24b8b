import { GatewayRefusal, type GatewayClient, type OrderRequest } from '#gateway-client';
import { fiveVindaloos, oakland, samosa, type Attempt } from '#testing';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from './random.js';

const FLAWED_ONE_IN = 4;
const CANCELLED_ONE_IN = 5;
const REPEATED_ONE_IN = 5;
const LONGEST_HESITATION_MS = 500;
/** Doubles with every try: customers who insist without a pause keep a service down that comes back. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;

type Remember = (attempt: Attempt) => void;

/** A request for an order; it keeps its key however often it is sent. */
interface KeyedRequest extends Pick<Attempt, 'reference' | 'flaw'> {
  readonly key: string;
  /** Sent before, without a clear answer: a refusal of the next one says nothing of that one. */
  readonly isInDoubt: boolean;
}

/**
 * Places one order after the other, and insists: a request without a clear answer is repeated with its key, and so are
 * some that were answered; what was refused is asked for anew. Some orders do not add up, and some are cancelled soon
 * after.
 */
export class Customer {
  constructor(
    private readonly gateway: GatewayClient,
    private readonly consumerId: string,
    private readonly random: Random,
    private readonly remember: Remember,
  ) {}

  /** Resolves when an order is accepted, and to what came of the tries before. */
  async order(name: string, giveUp: AbortSignal): Promise<readonly string[]> {
    const flaw = this.random.oneIn(FLAWED_ONE_IN) ? 'ORDER_TOTAL_MISMATCH' : undefined;
    const cancelAfterMs = this.random.oneIn(CANCELLED_ONE_IN)
      ? this.random.between(0, LONGEST_HESITATION_MS)
      : undefined;
    let request = newRequest(name, flaw);
    const failures: string[] = [];
    for (let tries = 0; ; tries++) {
      const attempt = await this.place(request);
      if (attempt.outcome === 'accepted') {
        if (this.random.oneIn(REPEATED_ONE_IN)) await this.place(request);
        await this.conclude(attempt, cancelAfterMs);
        return failures;
      }
      failures.push(`${name}: ${attempt.failure}`);
      request = this.nextRequest(request, attempt, `${name}, asked anew after ${tries + 1}`);
      giveUp.throwIfAborted();
      await delay(this.random.next() * Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS));
    }
  }

  private async place({ reference, flaw, key }: KeyedRequest): Promise<Attempt & { failure?: string }> {
    try {
      const { orderId } = await this.gateway.placeOrder(this.content(reference, flaw), key);
      return { reference, outcome: 'accepted', orderId, flaw };
    } catch (error) {
      const outcome = isRefused(error) ? 'refused' : 'unknown';
      return { reference, outcome, flaw, failure: (error as Error).message };
    }
  }

  private nextRequest(request: KeyedRequest, attempt: Attempt, name: string): KeyedRequest {
    if (attempt.outcome === 'unknown') return { ...request, isInDoubt: true };
    if (request.isInDoubt) return request;
    this.remember(attempt);
    return newRequest(name, request.flaw);
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

  private content(reference: string, flaw: string | undefined): OrderRequest {
    return fiveVindaloos(this.consumerId, {
      deliveryAddress: { ...oakland, street2: reference },
      lineItems: [{ menuItemId: samosa.menuItemId, quantity: 1 }],
      orderTotal: flaw ? '4.51' : samosa.price,
    });
  }
}

const newRequest = (reference: string, flaw: string | undefined): KeyedRequest => ({
  reference,
  flaw,
  key: randomUUID(),
  isInDoubt: false,
});

/** A 4xx says that nothing was done. */
const isRefused = (error: unknown): boolean =>
  error instanceof GatewayRefusal && error.status >= 400 && error.status < 500;
