import { z } from 'zod';
import { Money } from '../values.js';
import { OrderListResponse, OrderResponse } from './orders.js';
import type { Wire } from './wire.js';

/** What callers ask for in `Accept` who want the second version of an order; the first is `application/json`. */
export const ORDER_V2 = 'application/vnd.order-saga.v2+json';
/** The name that the first version has besides `application/json`. */
export const ORDER_V1 = 'application/vnd.order-saga.v1+json';

/** An order with a total that names its currency, in place of `orderTotal`. */
export const OrderResponseV2 = OrderResponse.omit({ orderTotal: true })
  .extend({ total: z.object({ amount: Money, currency: z.literal('USD') }) })
  .meta({ id: 'OrderV2' });
export type OrderResponseV2 = Wire<typeof OrderResponseV2>;

export const OrderListResponseV2 = OrderListResponse.extend({ orders: z.array(OrderResponseV2) }).meta({
  id: 'OrderListV2',
});
export type OrderListResponseV2 = Wire<typeof OrderListResponseV2>;
