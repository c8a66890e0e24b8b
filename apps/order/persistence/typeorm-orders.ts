import type { UnitOfWork } from '#messaging';
import { joined, joinedLock, statementOnRows } from '#service-kit';
import { Injectable } from '@nestjs/common';
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

const insertRows = statementOnRows<NewRow, GeneratedColumns & Pick<NewRow, 'orderId'>>(
  {
    orderId: 'order_id uuid',
    consumerId: 'consumer_id uuid',
    restaurantId: 'restaurant_id uuid',
    deliveryAddress: 'delivery_address json',
    deliveryTime: 'delivery_time timestamptz',
    lineItems: 'line_items json',
    orderTotal: 'order_total bigint',
    state: 'state text',
    rejectionReason: 'rejection_reason text',
  },
  (given, names) =>
    `INSERT INTO orders (${names}) SELECT * FROM ${given}
     RETURNING order_id AS "orderId", version, created_at AS "createdAt", updated_at AS "updatedAt"`,
);

const insertOrder = joined(async (manager, rows: readonly NewRow[]): Promise<GeneratedColumns[]> => {
  const inserted = new Map(
    (await insertRows(manager, rows)).map(({ orderId, ...generated }) => [orderId, generated]),
  );
  return rows.map(({ orderId }) => inserted.get(orderId) as GeneratedColumns);
});

const lockOrder = joinedLock(OrderSchema, 'orderId');

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
