import type { TicketListResponse, TicketResponse } from '#contracts/rest';
import type { TicketView } from '../application/ticket-views.js';

export const toTicketResponse = (ticket: TicketView): TicketResponse => ({
  ...ticket,
  createdAt: ticket.createdAt.toISOString(),
  updatedAt: ticket.updatedAt.toISOString(),
});

/** A full page has a next one, which may be empty. */
export const toTicketListResponse = (tickets: readonly TicketView[], limit: number): TicketListResponse => ({
  tickets: tickets.map(toTicketResponse),
  nextCursor: tickets.length === limit ? tickets.at(-1)?.orderId : undefined,
});
