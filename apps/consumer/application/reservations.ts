import type { ConsumerRejection, Money } from '#contracts';
import type { UnitOfWork } from '#messaging';
import type { Reservation } from '../domain/reservation.js';

/** The order that credit is held for, and whose it is. */
export interface CreditHolding {
  readonly orderId: string;
  readonly consumerId: string;
}

/**
 * The port to the reservations. Lock the consumer before the first call: that puts everything that happens to its
 * credit in a line.
 */
export abstract class Reservations {
  /** What became of the order's reservation so far; undefined when there has been none. */
  abstract find(work: UnitOfWork, orderId: string): Promise<Reservation | undefined>;
  /** Makes the reservation, and adds it to the consumer's held credit. */
  abstract hold(work: UnitOfWork, holding: CreditHolding, amount: Money): Promise<void>;
  /** Keeps the refusal, unless something else has come of the order meanwhile. */
  abstract refuse(work: UnitOfWork, holding: CreditHolding, reason: ConsumerRejection): Promise<void>;
  /** Releases the order's reservation, and takes it off the consumer's held credit. */
  abstract release(work: UnitOfWork, orderId: string): Promise<void>;
  /** Says that the order's credit is released before any was held, so that none ever will be. */
  abstract leaveTombstone(work: UnitOfWork, holding: CreditHolding): Promise<void>;
}
