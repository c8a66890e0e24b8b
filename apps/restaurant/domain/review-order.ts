import type { Address, LineItem, Money, RestaurantRejection } from '#contracts';
import type { Restaurant } from './restaurant.js';

/** What a restaurant has to know of an order to take it or refuse it. */
export interface ProposedOrder {
  readonly deliveryAddress: Address;
  readonly lineItems: readonly LineItem[];
  /** What the customer agreed to pay, in cents. */
  readonly orderTotal: Money;
}

/** The first reason why the restaurant cannot take the order; undefined when it can. */
export function reviewOrder(
  restaurant: Restaurant | undefined,
  order: ProposedOrder,
): RestaurantRejection | undefined {
  if (!restaurant) return 'UNKNOWN_RESTAURANT';
  const price = restaurant.priceOf(order.lineItems);
  if (price === undefined) return 'UNKNOWN_MENU_ITEM';
  if (price !== order.orderTotal) return 'ORDER_TOTAL_MISMATCH';
  if (!restaurant.deliversTo(order.deliveryAddress)) return 'ADDRESS_NOT_SERVED';
  return undefined;
}
