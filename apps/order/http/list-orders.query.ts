import { ConsumerId, OrderId } from '#contracts';
import { z } from 'zod';

export const ListOrdersQuery = z.strictObject({
  consumerId: ConsumerId.optional(),
  state: z.enum(['PENDING', 'VALIDATED', 'REJECTED', 'CANCEL_PENDING', 'CANCELLED']).optional(),
  /** The `nextCursor` of the page before: the id of its last order. */
  cursor: OrderId.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ListOrdersQuery = z.output<typeof ListOrdersQuery>;
