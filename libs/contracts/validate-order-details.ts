import { z } from 'zod';
import { command, reply, type Body } from './contract.js';
import { examples } from './examples.js';
import { RestaurantRejection } from './rejection-reasons.js';
import { Address, LineItem, Money, OrderId, RestaurantId } from './values.js';

/** Does the restaurant sell these items for this total, and deliver to this address? */
export const ValidateOrderDetails = command('restaurant.commands', 'ValidateOrderDetails', {
  version: 1,
  body: z.object({
    orderId: OrderId,
    restaurantId: RestaurantId,
    deliveryAddress: Address.strip(),
    lineItems: z.array(LineItem.strip()).min(1),
    orderTotal: Money,
  }),
  example: {
    orderId: examples.orderId,
    restaurantId: examples.restaurantId,
    deliveryAddress: examples.address,
    lineItems: [{ menuItemId: 'vindaloo', quantity: 5 }],
    orderTotal: '61.70',
  },
});
export type ValidateOrderDetails = Body<typeof ValidateOrderDetails>;

/** The restaurant can take the order. Nothing is held for it. */
export const OrderDetailsValidated = reply('OrderDetailsValidated', {
  version: 1,
  body: z.object({ orderId: OrderId }),
  example: { orderId: examples.orderId },
});
export type OrderDetailsValidated = Body<typeof OrderDetailsValidated>;

/** The restaurant cannot take the order, for this reason. */
export const OrderDetailsValidationFailed = reply('OrderDetailsValidationFailed', {
  version: 1,
  body: z.object({ orderId: OrderId, reason: RestaurantRejection }),
  example: { orderId: examples.orderId, reason: 'ORDER_TOTAL_MISMATCH' },
});
export type OrderDetailsValidationFailed = Body<typeof OrderDetailsValidationFailed>;
