import { OrderPlaced } from '#contracts';
import { OncePerKey, type IdempotencyKey } from '#idempotency';
import type { UnitOfWork } from '#messaging';
import { SagaManager } from '#saga';
import { allEnded } from '#service-kit';
import { Order, type OrderDetails } from '../domain/order.js';
import type { CreateOrderData } from '../saga/create-order.saga.js';
import type { OrderView } from './order-views.js';
import { Orders } from './orders.js';
import { placedOrder } from './placed-order.js';

/** Stores the order PENDING, and in the same transaction the commands that will validate it; once for each key. */
export class PlaceOrder {
  constructor(
    private readonly once: OncePerKey,
    private readonly orders: Orders,
    private readonly createOrder: SagaManager<CreateOrderData>,
    private readonly validationDeadlineMs: number,
  ) {}

  /**
   * Resolves to the order as it was stored first: by the time of an answer it may have moved on, and long ago when its
   * key is repeated. Throws IdempotencyKeyReused and RequestInProgress.
   */
  execute(details: OrderDetails, key?: IdempotencyKey): Promise<OrderView> {
    return this.once.run(key, details, {
      make: (work, orderId) => this.place(work, new Order(orderId, details)),
      recall: (work, orderId) => this.orders.asPlaced(work, orderId),
    });
  }

  private async place(work: UnitOfWork, order: Order): Promise<OrderView> {
    const [placed] = await allEnded([
      this.orders.add(work, order),
      this.createOrder.start(work, order.orderId, sagaData(order), this.validationDeadlineMs),
    ]);
    work.publish(OrderPlaced, placedOrder(order), { shardKey: order.orderId });
    return placed;
  }
}

function sagaData({ orderId, details }: Order): CreateOrderData {
  const { consumerId, restaurantId, deliveryAddress, lineItems, orderTotal } = details;
  return { orderId, consumerId, restaurantId, deliveryAddress, lineItems, orderTotal };
}
