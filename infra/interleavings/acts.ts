import { ajanta, martha, oakland, percy } from '#testing';
import { SuspendConsumer } from '../../apps/consumer/application/suspend-consumer.use-case.js';
import { CancelOrder } from '../../apps/order/application/cancel-order.use-case.js';
import { ConcludeValidation } from '../../apps/order/application/conclude-validation.use-case.js';
import { PlaceOrder } from '../../apps/order/application/place-order.use-case.js';
import { TransitionNotAllowed } from '../../apps/order/domain/order-errors.js';
import type { OrderDetails } from '../../apps/order/domain/order.js';
import { createOrderSaga } from '../../apps/order/saga/create-order.saga.js';
import { AcceptTicket } from '../../apps/restaurant/application/accept-ticket.use-case.js';
import { TicketNotFound, TicketTransitionNotAllowed } from '../../apps/restaurant/domain/ticket-errors.js';
import type { ConsumerName, Wish } from './schedule.js';
import type { ThreeServices } from './three-services.js';

const SAMOSA_CENTS = 450;
const consumers = { martha, percy } as const;

/** What people and timers do, by the use cases behind the services' routes and timers. A refusal is an answer. */

export async function place({ order }: ThreeServices, wish: Wish): Promise<string> {
  return (await order.get(PlaceOrder).execute(detailsOf(wish))).orderId;
}

export const passDeadline = ({ order }: ThreeServices, orderId: string): Promise<void> =>
  order.get(ConcludeValidation).timeOut(orderId);

export const cancel = ({ order }: ThreeServices, orderId: string): Promise<void> =>
  unlessRefused(order.get(CancelOrder).execute(orderId), TransitionNotAllowed);

export const accept = ({ restaurant }: ThreeServices, orderId: string): Promise<void> =>
  unlessRefused(restaurant.get(AcceptTicket).execute(orderId), TicketNotFound, TicketTransitionNotAllowed);

export const suspend = ({ consumer }: ThreeServices, name: ConsumerName): Promise<unknown> =>
  consumer.get(SuspendConsumer).execute(consumers[name]);

/** The orders whose deadline may still pass. */
export async function overdue({ order }: ThreeServices): Promise<string[]> {
  const running = await order.query<{ readonly orderId: string }>(
    `SELECT shard_key AS "orderId" FROM sagas WHERE name = $1 AND status = 'RUNNING'`,
    [createOrderSaga.name],
  );
  return running.map(({ orderId }) => orderId);
}

const detailsOf = ({ consumer, samosas, flaw }: Wish): OrderDetails => ({
  consumerId: consumers[consumer],
  restaurantId: ajanta,
  deliveryAddress: flaw === 'address' ? { ...oakland, zip: '10001' } : oakland,
  lineItems: [{ menuItemId: flaw === 'item' ? 'haggis' : 'samosa', quantity: samosas }],
  orderTotal: samosas * SAMOSA_CENTS + (flaw === 'total' ? 1 : 0),
});

async function unlessRefused(
  deed: Promise<unknown>,
  ...refusals: readonly (abstract new (...args: never[]) => Error)[]
): Promise<void> {
  await deed.catch((error: unknown) => {
    if (!refusals.some((refusal) => error instanceof refusal)) throw error;
  });
}
