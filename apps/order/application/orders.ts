import type { UnitOfWork } from '#messaging';
import type { Order } from '../domain/order.js';

/** The port through which use cases change orders. */
export abstract class Orders {
  abstract add(work: UnitOfWork, order: Order): Promise<void>;
  /** Loads an order and locks it until the work is done. Throws OrderNotFound. */
  abstract lock(work: UnitOfWork, orderId: string): Promise<Order>;
  abstract save(work: UnitOfWork, order: Order): Promise<void>;
}
