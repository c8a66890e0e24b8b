import { idempotencyRetention } from '#idempotency';
import type { RetentionRule } from '#participant';

/** A saga that runs has not ended. A late reply to one that is gone is noted as unknown, and changes nothing. */
export const retention: readonly RetentionRule[] = [
  { table: 'sagas', endedAt: 'ended_at' },
  { table: 'order_transitions', endedAt: 'happened_at' },
  idempotencyRetention,
];
