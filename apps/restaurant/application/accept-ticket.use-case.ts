import { TicketAccepted } from '#contracts';
import type { UnitOfWork } from '#messaging';
import { Transaction } from '#outbox';
import type { Ticket } from '../domain/ticket.js';
import type { TicketView } from './ticket-views.js';
import { Tickets } from './tickets.js';

/** The kitchen begins to cook: from now on a cancellation is refused. Repeating it changes nothing. */
export class AcceptTicket {
  constructor(
    private readonly transaction: Transaction,
    private readonly tickets: Tickets,
  ) {}

  /** Resolves to the ticket as it is then. Throws TicketNotFound, and TicketTransitionNotAllowed for a cancelled ticket. */
  execute(orderId: string): Promise<TicketView> {
    return this.transaction.run(async (work) => {
      const ticket = await this.tickets.lock(work, orderId);
      if (ticket.state !== 'ACCEPTED') await this.accept(work, ticket);
      return this.tickets.view(work, orderId);
    });
  }

  private async accept(work: UnitOfWork, ticket: Ticket): Promise<void> {
    const { orderId, restaurantId } = ticket;
    await this.tickets.save(work, ticket.accept());
    work.publish(TicketAccepted, { orderId, restaurantId }, { shardKey: orderId });
  }
}
