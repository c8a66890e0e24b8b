import { OrderPlaced } from '#contracts';
import { Transaction } from '#outbox';
import { SagaManager } from '#saga';
import { v7 as uuidv7 } from 'uuid';
import { Order, type OrderDetails } from '../domain/order.js';
import type { CreateOrderData } from '../saga/create-order.saga.js';
import type { OrderView } from './order-views.js';
import { Orders } from './orders.js';
import { placedOrder } from './placed-order.js';

/** Stores the order PENDING, and in the same transaction the commands that will validate it. */
export class PlaceOrder {
  constructor(
    private readonly transaction: Transaction,
    private readonly orders: Orders,
    private readonly createOrder: SagaManager<CreateOrderData>,
    private readonly validationDeadlineMs: number,
  ) {}

  /** Resolves to the order as this transaction stored it: by the time of an answer it may have moved on. */
  execute(details: OrderDetails): Promise<OrderView> {
    const order = new Order(uuidv7(), details);
    return this.transaction.run(async (work) => {
      const placed = await this.orders.add(work, order);
      await this.createOrder.start(work, order.orderId, sagaData(order), this.validationDeadlineMs);
      work.publish(OrderPlaced, placedOrder(order), { shardKey: order.orderId });
      return placed;
    });
  }
}

function sagaData({ orderId, details }: Order): CreateOrderData {
  const { consumerId, restaurantId, deliveryAddress, lineItems, orderTotal } = details;
  return { orderId, consumerId, restaurantId, deliveryAddress, lineItems, orderTotal };
}
