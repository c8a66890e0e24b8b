import { OrderCancelled } from '#contracts';
import type { Message, UnitOfWork } from '#messaging';
import { SagaManager } from '#saga';
import type { CancelOrderData } from '../saga/cancel-order.saga.js';
import { Orders } from './orders.js';

/** The kitchen's answer to the cancel-order saga. */
export type CancellationReply = Message<{ readonly orderId: string; readonly reason?: string }>;

/** Moves the order when the kitchen has answered: to CANCELLED, or back to VALIDATED. */
export class ConcludeCancellation {
  constructor(
    private readonly orders: Orders,
    private readonly cancelOrder: SagaManager<CancelOrderData>,
  ) {}

  async onReply(work: UnitOfWork, reply: CancellationReply): Promise<void> {
    const { orderId } = reply.body;
    const order = await this.orders.lock(work, orderId);
    const outcome = await this.cancelOrder.onReply(work, orderId, reply);
    if (!outcome) return;
    if (outcome.failure) return this.orders.save(work, order.refuseCancellation());
    await this.orders.save(work, order.confirmCancellation());
    const { consumerId } = order.details;
    work.publish(OrderCancelled, { orderId, consumerId }, { shardKey: orderId });
  }
}
