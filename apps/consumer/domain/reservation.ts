import type { Money } from '#contracts';

export type ReservationState = 'HELD' | 'RELEASED';

/**
 * A consumer's credit for one order. A RELEASED one stays as a tombstone, so that a repeated or late
 * ValidateConsumerInfo cannot hold the credit again.
 */
export interface Reservation {
  readonly orderId: string;
  readonly consumerId: string;
  readonly amount: Money;
  readonly state: ReservationState;
}
