import { idempotencyRetention } from '#idempotency';
import type { RetentionRule } from '#participant';

/** A ticket that was opened is the restaurant's record, and stays; one that was never opened only kept its place. */
export const retention: readonly RetentionRule[] = [
  {
    table: 'tickets',
    endedAt: 'updated_at',
    only: `state = 'CANCELLED' AND json_array_length(line_items) = 0`,
    lifetimes: 2,
  },
  idempotencyRetention,
];
