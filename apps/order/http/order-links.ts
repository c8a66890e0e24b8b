import { linkFor, linkTo, type OrderLinks } from '#contracts/rest';
import { mayActFor, type Caller } from '#service-kit';
import type { OrderView } from '../application/order-views.js';
import { nextState, type OrderState } from '../domain/order-state.js';

/** Both services have said that they know consumer and restaurant; before, a link to them may lead nowhere. */
const PARTIES_ARE_KNOWN: readonly OrderState[] = ['VALIDATED', 'CANCEL_PENDING'];

/** Where an order leads this caller: by the transitions that its state allows, and the roles that routes are open to. */
export function orderLinks(order: OrderView, caller: Caller): OrderLinks {
  const { orderId, consumerId, restaurantId, state } = order;
  const { role } = caller;
  const isOwn = mayActFor(caller, { role: 'consumer', id: consumerId });
  const partiesAreKnown = PARTIES_ARE_KNOWN.includes(state);
  return {
    self: linkTo('getOrder', { orderId }),
    timeline: linkTo('getTimeline', { orderId }),
    stream: linkTo('followOrder', { orderId }),
    consumer: isOwn && partiesAreKnown ? linkFor(role, 'getConsumer', { consumerId }) : undefined,
    restaurant: partiesAreKnown ? linkFor(role, 'getRestaurant', { restaurantId }) : undefined,
    cancel: isOwn && nextState(state, 'cancel') ? linkFor(role, 'cancelOrder', { orderId }) : undefined,
  };
}
