import { z } from 'zod';
import { OrderId, RestaurantId } from '../values.js';
import { Link } from './links.js';
import { pageFields, pageQuery } from './pages.js';
import type { Route } from './route.js';
import { LineItemView } from './views.js';
import { Time, type Wire } from './wire.js';

export const TicketState = z.enum(['OPEN', 'ACCEPTED', 'CANCELLED']).meta({ id: 'TicketState' });

export const ListTicketsQuery = z.strictObject({
  state: TicketState.optional(),
  ...pageQuery(OrderId),
});
export type ListTicketsQuery = z.output<typeof ListTicketsQuery>;

const TicketLinks = z
  .object({
    self: Link,
    order: Link,
    restaurant: Link,
    accept: Link.optional().meta({ description: 'While it would change something' }),
  })
  .meta({ id: 'TicketLinks' });
export type TicketLinks = Wire<typeof TicketLinks>;

export const TicketResponse = z
  .object({
    orderId: OrderId,
    restaurantId: RestaurantId,
    state: TicketState,
    lineItems: z.array(LineItemView),
    createdAt: Time,
    updatedAt: Time,
    _links: TicketLinks,
  })
  .meta({ id: 'Ticket' });
export type TicketResponse = Wire<typeof TicketResponse>;

/** The newest orders first. */
export const TicketListResponse = z
  .object({ tickets: z.array(TicketResponse), ...pageFields(OrderId) })
  .meta({ id: 'TicketList' });
export type TicketListResponse = Wire<typeof TicketListResponse>;

export const ticketRoutes: readonly Route[] = [
  {
    id: 'listTickets',
    method: 'GET',
    path: '/restaurants/{restaurantId}/tickets',
    tag: 'tickets',
    summary: "Lists the tickets of a restaurant's kitchen, newest orders first",
    access: ['restaurant', 'operator'],
    owner: 'the restaurant',
    query: ListTicketsQuery,
    answers: { 200: { description: 'A page of tickets', body: TicketListResponse } },
    problems: ['restaurant-not-found'],
    repetition: 'safe',
  },
  {
    id: 'getTicket',
    method: 'GET',
    path: '/tickets/{orderId}',
    tag: 'tickets',
    summary: 'Shows the ticket of an order',
    access: ['restaurant', 'operator'],
    owner: "the order's restaurant",
    answers: { 200: { description: 'The ticket', body: TicketResponse } },
    problems: ['ticket-not-found'],
    repetition: 'safe',
  },
  {
    id: 'acceptTicket',
    method: 'POST',
    path: '/tickets/{orderId}/acceptance',
    tag: 'tickets',
    summary: 'Accepts a ticket: the kitchen cooks, and the order can no longer be cancelled',
    access: ['restaurant', 'operator'],
    owner: "the order's restaurant",
    answers: { 200: { description: 'The ticket, ACCEPTED', body: TicketResponse } },
    problems: ['ticket-not-found', 'ticket-cancelled'],
    repetition: 'idempotent',
  },
];
