import { ConsumerValidated, OrderDetailsValidated, TicketCancelled } from '#contracts';
import type { OrderDesk } from './order-desk.js';

/** Both participants agree: the order becomes VALIDATED. */
export async function validate(desk: OrderDesk, orderId: string): Promise<void> {
  await desk.participantReplies(ConsumerValidated, { orderId });
  await desk.participantReplies(OrderDetailsValidated, { orderId });
}

/** A VALIDATED order goes by CANCEL_PENDING to CANCELLED. */
export async function cancelValidated(desk: OrderDesk, orderId: string): Promise<void> {
  await desk.cancelOrder.execute(orderId);
  await desk.kitchenReplies(TicketCancelled, { orderId });
}
