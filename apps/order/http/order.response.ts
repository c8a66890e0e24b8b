import { formatMoney } from '#contracts';
import { pageLinks, type ListOrdersQuery, type OrderListResponse, type OrderResponse } from '#contracts/rest';
import type { Caller } from '#service-kit';
import type { OrderView } from '../application/order-views.js';
import { orderLinks } from './order-links.js';

/** The order as this caller sees it. */
export const toOrderResponse = (order: OrderView, caller: Caller): OrderResponse => ({
  ...order,
  deliveryTime: order.deliveryTime?.toISOString(),
  orderTotal: formatMoney(order.orderTotal),
  rejectionReason: order.rejectionReason ?? undefined,
  createdAt: order.createdAt.toISOString(),
  updatedAt: order.updatedAt.toISOString(),
  _links: orderLinks(order, caller),
});

/** A full page has a next one, which may be empty. */
export function toOrderListResponse(
  orders: readonly OrderView[],
  query: ListOrdersQuery,
  caller: Caller,
): OrderListResponse {
  const nextCursor = orders.length === query.limit ? orders.at(-1)?.orderId : undefined;
  return {
    orders: orders.map((order) => toOrderResponse(order, caller)),
    nextCursor,
    _links: pageLinks('listOrders', {}, query, nextCursor),
  };
}
