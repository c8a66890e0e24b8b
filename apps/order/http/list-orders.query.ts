import { ConsumerId, OrderId } from '#contracts';
import { z } from 'zod';
import { orderStates } from '../domain/order-state.js';

export const ListOrdersQuery = z.strictObject({
  consumerId: ConsumerId.optional(),
  state: z.enum(orderStates).optional(),
  /** The `nextCursor` of the page before: the id of its last order. */
  cursor: OrderId.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ListOrdersQuery = z.output<typeof ListOrdersQuery>;
