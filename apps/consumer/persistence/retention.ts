import { idempotencyRetention } from '#idempotency';
import type { RetentionRule } from '#participant';

/** What is HELD has not ended. The others hold nothing, so the consumer's held credit stays right without them. */
export const retention: readonly RetentionRule[] = [
  { table: 'reservations', endedAt: 'ended_at', lifetimes: 2 },
  idempotencyRetention,
];
