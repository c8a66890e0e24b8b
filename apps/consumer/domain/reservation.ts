import type { ConsumerRejection } from '#contracts';

export type ReservationState = 'HELD' | 'RELEASED' | 'REFUSED';

/**
 * What became of the credit for one order. Every answer is kept, a refusal too: a command that is repeated, under
 * whatever message id, gets the same one, and cannot hold credit for an order that was given up.
 */
export type Reservation =
  { readonly state: 'HELD' | 'RELEASED' } | { readonly state: 'REFUSED'; readonly reason: ConsumerRejection };
