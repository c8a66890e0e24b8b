import type { UnitOfWork } from '#messaging';
import { Injectable } from '@nestjs/common';
import type { TicketView } from '../application/ticket-views.js';
import { Tickets } from '../application/tickets.js';
import { Ticket } from '../domain/ticket.js';
import { storedTicket } from './stored-ticket.js';
import { TicketSchema } from './ticket.schema.js';

@Injectable()
export class TypeOrmTickets extends Tickets {
  /** Where another transaction is adding the same one, it waits for that to end, and then it knows. */
  async add({ entityManager }: UnitOfWork, ticket: Ticket): Promise<boolean> {
    const { orderId, restaurantId, state, lineItems } = ticket;
    const inserted = await entityManager
      .createQueryBuilder()
      .insert()
      .into(TicketSchema)
      .values({ orderId, restaurantId, state, lineItems: [...lineItems] })
      .orIgnore()
      .returning('order_id')
      .updateEntity(false)
      .execute();
    return (inserted.raw as unknown[]).length > 0;
  }

  async lock({ entityManager }: UnitOfWork, orderId: string): Promise<Ticket> {
    const row = await storedTicket(entityManager, orderId, { lock: { mode: 'pessimistic_write' } });
    return new Ticket(row.orderId, row.restaurantId, row.lineItems, row.state);
  }

  async save({ entityManager }: UnitOfWork, { orderId, state }: Ticket): Promise<void> {
    await entityManager.update(TicketSchema, { orderId }, { state });
  }

  view({ entityManager }: UnitOfWork, orderId: string): Promise<TicketView> {
    return storedTicket(entityManager, orderId);
  }
}
