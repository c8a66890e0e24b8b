import { formatMoney, type Address, type LineItem } from '#contracts';
import type { OrderView } from '../application/order-views.js';

export interface OrderResponse {
  readonly orderId: string;
  readonly consumerId: string;
  readonly restaurantId: string;
  readonly deliveryAddress: Address;
  readonly deliveryTime?: string;
  readonly lineItems: readonly LineItem[];
  readonly orderTotal: string;
  readonly state: string;
  readonly rejectionReason?: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface OrderListResponse {
  readonly orders: readonly OrderResponse[];
  readonly nextCursor?: string;
}

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
