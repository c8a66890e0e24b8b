import type { Address, LineItem, RejectionReason } from '#contracts';
import { cents } from '#service-kit';
import { EntitySchema } from 'typeorm';
import type { OrderState } from '../domain/order-state.js';

export interface OrderRow {
  readonly orderId: string;
  readonly consumerId: string;
  readonly restaurantId: string;
  readonly deliveryAddress: Address;
  readonly deliveryTime: Date | null;
  readonly lineItems: readonly LineItem[];
  readonly orderTotal: number;
  readonly state: OrderState;
  readonly rejectionReason: RejectionReason | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const OrderSchema = new EntitySchema<OrderRow>({
  name: 'Order',
  tableName: 'orders',
  columns: {
    orderId: { name: 'order_id', type: 'uuid', primary: true },
    consumerId: { name: 'consumer_id', type: 'uuid' },
    restaurantId: { name: 'restaurant_id', type: 'uuid' },
    deliveryAddress: { name: 'delivery_address', type: 'json' },
    deliveryTime: { name: 'delivery_time', type: 'timestamptz', nullable: true },
    lineItems: { name: 'line_items', type: 'json' },
    orderTotal: { name: 'order_total', ...cents },
    state: { type: 'text' },
    rejectionReason: { name: 'rejection_reason', type: 'text', nullable: true },
    version: { type: 'int', version: true },
    createdAt: { name: 'created_at', type: 'timestamptz', createDate: true },
    updatedAt: { name: 'updated_at', type: 'timestamptz', updateDate: true },
  },
});
