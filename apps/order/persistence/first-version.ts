import type { OrderRow } from './order.schema.js';

/** The first version of an order: what the customer asked for never changes, and all orders begin alike. */
export const asPlaced = (row: OrderRow): OrderRow => ({
  ...row,
  state: 'PENDING',
  rejectionReason: null,
  version: 1,
  updatedAt: row.createdAt,
});
