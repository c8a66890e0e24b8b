import { formatMoney } from '#contracts';
import type { OrderListResponse, OrderResponse } from '#contracts/rest';
import type { OrderView } from '../application/order-views.js';

export const toOrderResponse = (order: OrderView): OrderResponse => ({
  ...order,
  deliveryTime: order.deliveryTime?.toISOString(),
  orderTotal: formatMoney(order.orderTotal),
  rejectionReason: order.rejectionReason ?? undefined,
  createdAt: order.createdAt.toISOString(),
  updatedAt: order.updatedAt.toISOString(),
});

/** A full page has a next one, which may be empty. */
export const toOrderListResponse = (orders: readonly OrderView[], limit: number): OrderListResponse => ({
  orders: orders.map(toOrderResponse),
  nextCursor: orders.length === limit ? orders.at(-1)?.orderId : undefined,
});
