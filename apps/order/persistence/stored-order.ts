import type { EntityManager } from 'typeorm';
import { OrderNotFound } from '../domain/order-errors.js';
import { OrderSchema, type OrderRow } from './order.schema.js';

/** Throws OrderNotFound. */
export async function storedOrder(entityManager: EntityManager, orderId: string): Promise<OrderRow> {
  const row = await entityManager.findOne(OrderSchema, { where: { orderId } });
  if (!row) throw new OrderNotFound(orderId);
  return row;
}
