import type { UnitOfWork } from '#messaging';
import { Injectable } from '@nestjs/common';
import { Tickets } from '../application/tickets.js';
import { TicketNotFound } from '../domain/ticket-errors.js';
import { Ticket } from '../domain/ticket.js';
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
    const row = await entityManager.findOne(TicketSchema, {
      where: { orderId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!row) throw new TicketNotFound(orderId);
    return new Ticket(row.orderId, row.restaurantId, row.lineItems, row.state);
  }

  async save({ entityManager }: UnitOfWork, { orderId, state }: Ticket): Promise<void> {
    await entityManager.update(TicketSchema, { orderId }, { state });
  }
}
