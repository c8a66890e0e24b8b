import type { EntityManager } from 'typeorm';
import { TicketNotFound } from '../domain/ticket-errors.js';
import { TicketSchema, type TicketRow } from './ticket.schema.js';

/** Throws TicketNotFound. */
export async function storedTicket(entityManager: EntityManager, orderId: string): Promise<TicketRow> {
  const row = await entityManager.findOne(TicketSchema, { where: { orderId } });
  if (!row) throw new TicketNotFound(orderId);
  return row;
}
