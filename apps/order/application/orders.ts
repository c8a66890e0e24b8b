import type { UnitOfWork } from '#messaging';
import type { Order } from '../domain/order.js';
import type { OrderView } from './order-views.js';

/** The port through which use cases change orders. */
export abstract class Orders {
  /** Resolves to the order as it is stored now, for who placed it. */
  abstract add(work: UnitOfWork, order: Order): Promise<OrderView>;
  /** The order as `add` resolved to it, whatever has become of it since. Throws OrderNotFound. */
  abstract asPlaced(work: UnitOfWork, orderId: string): Promise<OrderView>;
  /** Loads an order and locks it until the work is done. Throws OrderNotFound. */
  abstract lock(work: UnitOfWork, orderId: string): Promise<Order>;
  abstract save(work: UnitOfWork, order: Order): Promise<void>;
  /** The order as the work has left it so far. Throws OrderNotFound. */
  abstract view(work: UnitOfWork, orderId: string): Promise<OrderView>;
}
