import type { UnitOfWork } from '#messaging';
import { Injectable } from '@nestjs/common';
import type { OrderView } from '../application/order-views.js';
import { Orders } from '../application/orders.js';
import { Order } from '../domain/order.js';
import { OrderSchema, type OrderRow } from './order.schema.js';
import { asPlaced } from './first-version.js';
import { storeTransition } from './order-transitions.js';
import { storedOrder } from './stored-order.js';

@Injectable()
export class TypeOrmOrders extends Orders {
  async add({ entityManager }: UnitOfWork, order: Order): Promise<OrderView> {
    const row = toNewRow(order);
    const { generatedMaps } = await entityManager.insert(OrderSchema, row);
    return { ...row, ...(generatedMaps[0] as GeneratedColumns) };
  }

  async asPlaced({ entityManager }: UnitOfWork, orderId: string): Promise<OrderView> {
    return asPlaced(await storedOrder(entityManager, orderId));
  }

  async lock({ entityManager }: UnitOfWork, orderId: string): Promise<Order> {
    return toOrder(await storedOrder(entityManager, orderId, { lock: { mode: 'pessimistic_write' } }));
  }

  save({ entityManager }: UnitOfWork, order: Order): Promise<void> {
    return storeTransition(entityManager, order);
  }

  view({ entityManager }: UnitOfWork, orderId: string): Promise<OrderView> {
    return storedOrder(entityManager, orderId);
  }
}

/** What the database adds to a new row, and the insert returns. */
type GeneratedColumns = Pick<OrderRow, 'version' | 'createdAt' | 'updatedAt'>;
type NewRow = Omit<OrderRow, keyof GeneratedColumns>;

function toNewRow({ orderId, details, state, rejectionReason }: Order): NewRow {
  const { consumerId, restaurantId, deliveryAddress, lineItems, orderTotal } = details;
  const deliveryTime = details.deliveryTime ? new Date(details.deliveryTime) : null;
  return {
    orderId,
    consumerId,
    restaurantId,
    deliveryAddress,
    deliveryTime,
    lineItems,
    orderTotal,
    state,
    rejectionReason: rejectionReason ?? null,
  };
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
