import { OrderCancelled } from '#contracts';
import type { UnitOfWork } from '#messaging';
import { Transaction } from '#outbox';
import { SagaManager } from '#saga';
import type { Order } from '../domain/order.js';
import type { CancelOrderData } from '../saga/cancel-order.saga.js';
import type { CreateOrderData } from '../saga/create-order.saga.js';
import type { OrderView } from './order-views.js';
import { Orders } from './orders.js';

/** A PENDING order is cancelled at once; for a VALIDATED one the kitchen is asked. Repeating it changes nothing. */
export class CancelOrder {
  constructor(
    private readonly transaction: Transaction,
    private readonly orders: Orders,
    private readonly createOrder: SagaManager<CreateOrderData>,
    private readonly cancelOrder: SagaManager<CancelOrderData>,
  ) {}

  /** Resolves to the order as it is then. Throws OrderNotFound, and TransitionNotAllowed for a rejected order. */
  execute(orderId: string): Promise<OrderView> {
    return this.transaction.run(async (work) => {
      const order = await this.orders.lock(work, orderId);
      if (!order.isCancelledOrAboutToBe()) await this.cancel(work, order.cancel());
      return this.orders.view(work, orderId);
    });
  }

  private async cancel(work: UnitOfWork, cancelled: Order): Promise<void> {
    await this.orders.save(work, cancelled);
    await this.undo(work, cancelled);
  }

  private async undo(work: UnitOfWork, { orderId, details, state }: Order): Promise<void> {
    const { consumerId, restaurantId } = details;
    if (state === 'CANCEL_PENDING')
      return this.cancelOrder.start(work, orderId, { orderId, consumerId, restaurantId });
    await this.createOrder.abandon(work, orderId, 'ORDER_CANCELLED');
    work.publish(OrderCancelled, { orderId, consumerId }, { shardKey: orderId });
  }
}
