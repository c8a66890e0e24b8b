import type { OrderResponse, OrderResponseV2 } from '#contracts/rest';

/** The second version of an order is made of the first: the one place where they differ. */
export const toOrderV2 = ({ orderTotal, ...order }: OrderResponse): OrderResponseV2 => ({
  ...order,
  total: { amount: orderTotal, currency: 'USD' },
});
