import type { UnitOfWork } from '#messaging';
import { Injectable } from '@nestjs/common';
import { Orders } from '../application/orders.js';
import { OrderNotFound } from '../domain/order-errors.js';
import { Order } from '../domain/order.js';
import { OrderSchema, type OrderRow } from './order.schema.js';

@Injectable()
export class TypeOrmOrders extends Orders {
  async add({ entityManager }: UnitOfWork, { orderId, details, state }: Order): Promise<void> {
    const { deliveryTime, ...rest } = details;
    const row = { ...rest, lineItems: [...rest.lineItems], orderId, state };
    await entityManager.insert(OrderSchema, {
      ...row,
      deliveryTime: deliveryTime ? new Date(deliveryTime) : null,
    });
  }

  async lock({ entityManager }: UnitOfWork, orderId: string): Promise<Order> {
    const row = await entityManager.findOne(OrderSchema, {
      where: { orderId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!row) throw new OrderNotFound(orderId);
    return toOrder(row);
  }

  async save({ entityManager }: UnitOfWork, { orderId, state, rejectionReason }: Order): Promise<void> {
    await entityManager.update(OrderSchema, { orderId }, { state, rejectionReason: rejectionReason ?? null });
  }
}

function toOrder(row: OrderRow): Order {
  const { consumerId, restaurantId, deliveryAddress, lineItems, orderTotal } = row;
  const deliveryTime = row.deliveryTime?.toISOString();
  return new Order(
    row.orderId,
    { consumerId, restaurantId, deliveryAddress, deliveryTime, lineItems, orderTotal },
    row.state,
    row.rejectionReason ?? undefined,
  );
}
