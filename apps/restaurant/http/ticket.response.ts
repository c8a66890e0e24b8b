import {
  pageLinks,
  type ListTicketsQuery,
  type TicketListResponse,
  type TicketResponse,
} from '#contracts/rest';
import type { Caller } from '#service-kit';
import type { TicketView } from '../application/ticket-views.js';
import { ticketLinks } from './ticket-links.js';

/** The ticket as this caller sees it. */
export const toTicketResponse = (ticket: TicketView, caller: Caller): TicketResponse => ({
  ...ticket,
  createdAt: ticket.createdAt.toISOString(),
  updatedAt: ticket.updatedAt.toISOString(),
  _links: ticketLinks(ticket, caller),
});

/** A full page has a next one, which may be empty. */
export function toTicketListResponse(
  tickets: readonly TicketView[],
  { restaurantId, ...query }: ListTicketsQuery & { readonly restaurantId: string },
  caller: Caller,
): TicketListResponse {
  const nextCursor = tickets.length === query.limit ? tickets.at(-1)?.orderId : undefined;
  return {
    tickets: tickets.map((ticket) => toTicketResponse(ticket, caller)),
    nextCursor,
    _links: pageLinks('listTickets', { restaurantId }, query, nextCursor),
  };
}
