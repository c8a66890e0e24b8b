import type { UnitOfWork } from '#messaging';
import { joined, joinedLookup } from '#service-kit';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { OrderView } from '../application/order-views.js';
import { Orders } from '../application/orders.js';
import { OrderNotFound } from '../domain/order-errors.js';
import { Order } from '../domain/order.js';
import { OrderSchema, type OrderRow } from './order.schema.js';
import { asPlaced } from './first-version.js';
import { storeTransition } from './order-transitions.js';
import { storedOrder } from './stored-order.js';

@Injectable()
export class TypeOrmOrders extends Orders {
  async add({ entityManager }: UnitOfWork, order: Order): Promise<OrderView> {
    const row = toNewRow(order);
    return { ...row, ...(await insertOrder(entityManager, row)) };
  }

  async asPlaced({ entityManager }: UnitOfWork, orderId: string): Promise<OrderView> {
    return asPlaced(await storedOrder(entityManager, orderId));
  }

  async lock({ entityManager }: UnitOfWork, orderId: string): Promise<Order> {
    const row = await lockOrder(entityManager, orderId);
    if (!row) throw new OrderNotFound(orderId);
    return toOrder(row);
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

const insertOrder = joined(async (manager, rows: readonly NewRow[]): Promise<GeneratedColumns[]> => {
  const { generatedMaps } = await manager.insert(OrderSchema, [...rows]);
  return generatedMaps as GeneratedColumns[];
});

/** In the order of their ids: who locks several, locks them in the same order. */
const lockOrder = joinedLookup(
  (manager, orderIds: readonly string[]) =>
    manager.find(OrderSchema, {
      where: { orderId: In([...orderIds]) },
      order: { orderId: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    }),
  ({ orderId }) => orderId,
);

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
