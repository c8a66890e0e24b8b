import { z } from 'zod';
import { event, type Body } from './contract.js';
import { examples } from './examples.js';
import { RejectionReason } from './rejection-reasons.js';
import { ConsumerId, LineItem, Money, OrderId, RestaurantId } from './values.js';

const placedOrder = {
  orderId: OrderId,
  consumerId: ConsumerId,
  restaurantId: RestaurantId,
  lineItems: z.array(LineItem.strip()).min(1),
  orderTotal: Money,
};

const placedOrderExample = {
  orderId: examples.orderId,
  consumerId: examples.consumerId,
  restaurantId: examples.restaurantId,
  lineItems: [{ menuItemId: 'vindaloo', quantity: 5 }],
  orderTotal: '61.70',
};

/** An order is stored, PENDING; whether it is taken is not known yet. */
export const OrderPlaced = event('order', 'OrderPlaced', {
  version: 1,
  body: z.object(placedOrder),
  example: placedOrderExample,
});
export type OrderPlaced = Body<typeof OrderPlaced>;

/** Carries what the kitchen needs to open its ticket, so that it never has to ask back. */
export const OrderValidated = event('order', 'OrderValidated', {
  version: 1,
  body: z.object(placedOrder),
  example: placedOrderExample,
});
export type OrderValidated = Body<typeof OrderValidated>;

/** A PENDING order was not taken, for this reason. */
export const OrderRejected = event('order', 'OrderRejected', {
  version: 1,
  body: z.object({ orderId: OrderId, consumerId: ConsumerId, reason: RejectionReason }),
  example: { orderId: examples.orderId, consumerId: examples.consumerId, reason: 'INSUFFICIENT_CREDIT' },
});
export type OrderRejected = Body<typeof OrderRejected>;

/** An order ended as its consumer wished. */
export const OrderCancelled = event('order', 'OrderCancelled', {
  version: 1,
  body: z.object({ orderId: OrderId, consumerId: ConsumerId }),
  example: { orderId: examples.orderId, consumerId: examples.consumerId },
});
export type OrderCancelled = Body<typeof OrderCancelled>;
