import { OrderRejected, OrderValidated, RejectionReason } from '#contracts';
import type { Message, UnitOfWork } from '#messaging';
import { Transaction } from '#outbox';
import { SagaManager, type Outcome } from '#saga';
import { allEnded } from '#service-kit';
import type { Order } from '../domain/order.js';
import { createOrderSaga, type CreateOrderData } from '../saga/create-order.saga.js';
import { Orders } from './orders.js';
import { placedOrder } from './placed-order.js';

/** A participant's answer to the create-order saga. */
export type ValidationReply = Message<{ readonly orderId: string; readonly reason?: RejectionReason }>;

/** Moves the order when the create-order saga ends: by its last reply, by a refusal, or by its deadline. */
export class ConcludeValidation {
  constructor(
    private readonly transaction: Transaction,
    private readonly orders: Orders,
    private readonly createOrder: SagaManager<CreateOrderData>,
  ) {}

  async onReply(work: UnitOfWork, reply: ValidationReply): Promise<void> {
    const { orderId } = reply.body;
    const [order, outcome] = await allEnded([
      this.orders.lock(work, orderId),
      this.createOrder.onReply(work, orderId, reply),
    ]);
    await this.conclude(work, order, outcome);
  }

  async timeOut(orderId: string): Promise<void> {
    await this.transaction.run(async (work) => {
      const order = await this.orders.lock(work, orderId);
      const reason = createOrderSaga.deadlineReason ?? '';
      await this.conclude(work, order, await this.createOrder.abandon(work, orderId, reason));
    });
  }

  private async conclude(work: UnitOfWork, order: Order, outcome?: Outcome<CreateOrderData>): Promise<void> {
    if (!outcome) return;
    if (outcome.failure) await this.reject(work, order, RejectionReason.parse(outcome.failure));
    else await this.validate(work, order);
  }

  private async validate(work: UnitOfWork, order: Order): Promise<void> {
    await this.orders.save(work, order.validate());
    work.publish(OrderValidated, placedOrder(order), { shardKey: order.orderId });
  }

  private async reject(work: UnitOfWork, order: Order, reason: RejectionReason): Promise<void> {
    const { orderId, details } = order;
    await this.orders.save(work, order.reject(reason));
    work.publish(OrderRejected, { orderId, consumerId: details.consumerId, reason }, { shardKey: orderId });
  }
}
