import type { EntityManager, FindOneOptions } from 'typeorm';
import { TicketNotFound } from '../domain/ticket-errors.js';
import { TicketSchema, type TicketRow } from './ticket.schema.js';

/** Throws TicketNotFound. */
export async function storedTicket(
  entityManager: EntityManager,
  orderId: string,
  options: Pick<FindOneOptions<TicketRow>, 'lock'> = {},
): Promise<TicketRow> {
  const row = await entityManager.findOne(TicketSchema, { where: { orderId }, ...options });
  if (!row) throw new TicketNotFound(orderId);
  return row;
}
