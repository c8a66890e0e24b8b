import type { Body, Reply } from '#contracts';
import { OncePerKey } from '#idempotency';
import { Inbox } from '#inbox';
import type { Decide, Message } from '#messaging';
import { SagaManager } from '#saga';
import {
  ajanta,
  chickenVindaloo,
  martha,
  oakland,
  offlineTransaction,
  receivedMessage,
  type TestDatabase,
} from '#testing';
import { CancelOrder } from '../application/cancel-order.use-case.js';
import {
  ConcludeCancellation,
  type CancellationReply,
} from '../application/conclude-cancellation.use-case.js';
import { ConcludeValidation, type ValidationReply } from '../application/conclude-validation.use-case.js';
import { PlaceOrder } from '../application/place-order.use-case.js';
import type { OrderDetails } from '../domain/order.js';
import { TypeOrmOrderViews } from '../persistence/typeorm-order-views.js';
import { TypeOrmOrders } from '../persistence/typeorm-orders.js';
import { cancelOrderSaga } from '../saga/cancel-order.saga.js';
import { createOrderSaga } from '../saga/create-order.saga.js';

const VALIDATION_DEADLINE_MS = 60_000;

/** Five Chicken Vindaloo from Ajanta, for Martha, in cents. */
export const marthasOrder: OrderDetails = {
  consumerId: martha,
  restaurantId: ajanta,
  deliveryAddress: oakland,
  lineItems: [{ menuItemId: chickenVindaloo.menuItemId, quantity: 5 }],
  orderTotal: 6170,
};

/** The Order Service between its two doors: inbox, use cases, sagas, database; no broker, no HTTP. */
export class OrderDesk {
  readonly views: TypeOrmOrderViews;
  readonly placeOrder: PlaceOrder;
  readonly cancelOrder: CancelOrder;
  readonly validation: ConcludeValidation;
  private readonly cancellation: ConcludeCancellation;
  private readonly inbox: Inbox;

  constructor(database: TestDatabase) {
    const transaction = offlineTransaction(database, 'order');
    const orders = new TypeOrmOrders();
    const createOrder = new SagaManager(createOrderSaga);
    const cancelOrder = new SagaManager(cancelOrderSaga);
    this.views = new TypeOrmOrderViews(database.dataSource);
    this.placeOrder = new PlaceOrder(
      new OncePerKey(transaction),
      orders,
      createOrder,
      VALIDATION_DEADLINE_MS,
    );
    this.cancelOrder = new CancelOrder(transaction, orders, createOrder, cancelOrder);
    this.validation = new ConcludeValidation(transaction, orders, createOrder);
    this.cancellation = new ConcludeCancellation(orders, cancelOrder);
    this.inbox = new Inbox(transaction, database.dataSource);
  }

  /** Takes the reply to one of the commands of create-order; resolves to its id. */
  async participantReplies<R extends Reply>(contract: R, body: Body<R>): Promise<string> {
    const reply = await this.replyTo(createOrderSaga.name, contract, body);
    return this.receive(reply, (_, work) => this.validation.onReply(work, reply as ValidationReply));
  }

  /** Takes the reply to the command of cancel-order; resolves to its id. */
  async kitchenReplies<R extends Reply>(contract: R, body: Body<R>): Promise<string> {
    const reply = await this.replyTo(cancelOrderSaga.name, contract, body);
    return this.receive(reply, (_, work) => this.cancellation.onReply(work, reply as CancellationReply));
  }

  private async receive(message: Message, decide: Decide): Promise<string> {
    await this.inbox.receive([{ message, decide, locks: message.shardKey }]);
    return message.id;
  }

  /** To the latest saga of this name that the order has. */
  private async replyTo<R extends Reply>(
    saga: string,
    contract: R,
    body: Body<R>,
  ): Promise<Message<Body<R>>> {
    const { orderId } = body as { readonly orderId: string };
    const sagas = await this.views.sagas(orderId);
    const correlationId = sagas.findLast(({ name }) => name === saga)?.sagaId;
    return receivedMessage(contract, body, { correlationId, shardKey: orderId });
  }
}
