import { OrderId } from '#contracts';
import { z } from 'zod';
import { ticketStates } from '../domain/ticket-state.js';

export const ListTicketsQuery = z.strictObject({
  state: z.enum(ticketStates).optional(),
  /** The `nextCursor` of the page before: the order id of its last ticket. */
  cursor: OrderId.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ListTicketsQuery = z.output<typeof ListTicketsQuery>;
