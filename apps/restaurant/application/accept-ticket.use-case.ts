import { TicketAccepted } from '#contracts';
import { Transaction } from '#outbox';
import type { Ticket } from '../domain/ticket.js';
import { Tickets } from './tickets.js';

/** The kitchen begins to cook: from now on a cancellation is refused. Repeating it changes nothing. */
export class AcceptTicket {
  constructor(
    private readonly transaction: Transaction,
    private readonly tickets: Tickets,
  ) {}

  /** Throws TicketNotFound, and TicketTransitionNotAllowed for a cancelled ticket. */
  execute(orderId: string): Promise<Ticket> {
    return this.transaction.run(async (work) => {
      const ticket = await this.tickets.lock(work, orderId);
      if (ticket.state === 'ACCEPTED') return ticket;
      const accepted = ticket.accept();
      await this.tickets.save(work, accepted);
      const { restaurantId } = ticket;
      work.publish(TicketAccepted, { orderId: ticket.orderId, restaurantId }, { shardKey: ticket.orderId });
      return accepted;
    });
  }
}
