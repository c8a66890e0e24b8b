import type { UnitOfWork } from '#messaging';
import { joined, joinedLock, statementOnRows } from '#service-kit';
import { Injectable } from '@nestjs/common';
import type { TicketView } from '../application/ticket-views.js';
import { Tickets } from '../application/tickets.js';
import { TicketNotFound } from '../domain/ticket-errors.js';
import { Ticket } from '../domain/ticket.js';
import { storedTicket } from './stored-ticket.js';
import { TicketSchema } from './ticket.schema.js';

@Injectable()
export class TypeOrmTickets extends Tickets {
  /** Where another transaction is adding the same one, it waits for that to end, and then it knows. */
  async add({ entityManager }: UnitOfWork, ticket: Ticket): Promise<boolean> {
    return addTicket(entityManager, ticket);
  }

  async lock({ entityManager }: UnitOfWork, orderId: string): Promise<Ticket> {
    const row = await lockTicket(entityManager, orderId);
    if (!row) throw new TicketNotFound(orderId);
    return new Ticket(row.orderId, row.restaurantId, row.lineItems, row.state);
  }

  async save({ entityManager }: UnitOfWork, { orderId, state }: Ticket): Promise<void> {
    await entityManager.update(TicketSchema, { orderId }, { state });
  }

  view({ entityManager }: UnitOfWork, orderId: string): Promise<TicketView> {
    return storedTicket(entityManager, orderId);
  }
}

const lockTicket = joinedLock(TicketSchema, 'orderId');

const insertUnlessThere = statementOnRows<Ticket, Pick<Ticket, 'orderId'>>(
  {
    orderId: 'order_id uuid',
    restaurantId: 'restaurant_id uuid',
    state: 'state text',
    lineItems: 'line_items json',
  },
  (given, names) =>
    `INSERT INTO tickets (${names}) SELECT * FROM ${given} ORDER BY order_id ON CONFLICT DO NOTHING
     RETURNING order_id AS "orderId"`,
);

const addTicket = joined(async (manager, tickets: readonly Ticket[]): Promise<boolean[]> => {
  const added = new Set((await insertUnlessThere(manager, tickets)).map(({ orderId }) => orderId));
  return tickets.map(({ orderId }) => added.has(orderId));
});
