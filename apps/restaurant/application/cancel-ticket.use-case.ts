import type { TicketCancellationRefused } from '#contracts';
import type { UnitOfWork } from '#messaging';
import { Ticket } from '../domain/ticket.js';
import { Tickets } from './tickets.js';

/** Drops the order's ticket for good, unless the kitchen has accepted it. Repeating it changes nothing. */
export class CancelTicket {
  constructor(private readonly tickets: Tickets) {}

  /**
   * Resolves to the reason of a refusal. OrderValidated travels by another channel, so the cancellation may overtake
   * it: then a tombstone takes the place of the ticket.
   */
  async execute(
    work: UnitOfWork,
    orderId: string,
    restaurantId: string,
  ): Promise<TicketCancellationRefused['reason'] | undefined> {
    if (await this.tickets.add(work, Ticket.tombstone(orderId, restaurantId)))
      return void work.note('early: the ticket will not be opened');
    const ticket = await this.tickets.lock(work, orderId);
    if (ticket.state === 'ACCEPTED') return 'TICKET_ACCEPTED';
    if (ticket.state === 'CANCELLED') return void work.note('repeated: the ticket is cancelled');
    await this.tickets.save(work, ticket.cancel());
    return undefined;
  }
}
