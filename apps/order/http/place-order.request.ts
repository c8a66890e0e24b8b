import { Address, ConsumerId, LineItem, Money, RestaurantId } from '#contracts';
import { z } from 'zod';

export const PlaceOrderRequest = z.strictObject({
  consumerId: ConsumerId,
  restaurantId: RestaurantId,
  deliveryAddress: Address,
  deliveryTime: z.iso.datetime({ offset: true }).optional(),
  lineItems: z.array(LineItem).min(1).max(50),
  orderTotal: Money,
});
export type PlaceOrderRequest = z.output<typeof PlaceOrderRequest>;
