import type { UnitOfWork } from '#messaging';
import type { Ticket } from '../domain/ticket.js';
import type { TicketView } from './ticket-views.js';

/** The port through which use cases change tickets. */
export abstract class Tickets {
  /** False when the order has a ticket already, were it added by somebody else at this moment. */
  abstract add(work: UnitOfWork, ticket: Ticket): Promise<boolean>;
  /** Loads a ticket and locks it until the work is done. Throws TicketNotFound. */
  abstract lock(work: UnitOfWork, orderId: string): Promise<Ticket>;
  abstract save(work: UnitOfWork, ticket: Ticket): Promise<void>;
  /** The ticket as the work has left it so far. Throws TicketNotFound. */
  abstract view(work: UnitOfWork, orderId: string): Promise<TicketView>;
}
