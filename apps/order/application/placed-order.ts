import type { OrderPlaced } from '#contracts';
import type { Order } from '../domain/order.js';

/** An order as OrderPlaced and OrderValidated tell it. */
export function placedOrder({ orderId, details }: Order): OrderPlaced {
  const { consumerId, restaurantId, lineItems, orderTotal } = details;
  return { orderId, consumerId, restaurantId, lineItems: [...lineItems], orderTotal };
}
