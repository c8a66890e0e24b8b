import { linkFor, linkTo, type TicketLinks } from '#contracts/rest';
import type { Caller } from '#service-kit';
import type { TicketView } from '../application/ticket-views.js';
import { nextState } from '../domain/ticket-state.js';

/** Where a ticket leads the staff: what may be done with it, its state says. */
export const ticketLinks = ({ orderId, restaurantId, state }: TicketView, { role }: Caller): TicketLinks => ({
  self: linkTo('getTicket', { orderId }),
  order: linkTo('getOrder', { orderId }),
  restaurant: linkTo('getRestaurant', { restaurantId }),
  accept: nextState(state, 'accept') && linkFor(role, 'acceptTicket', { orderId }),
});
