import type { LineItem } from '#contracts';
import type { UnitOfWork } from '#messaging';
import { Ticket } from '../domain/ticket.js';
import { Tickets } from './tickets.js';

/** Opens the order's ticket, unless it has one: from a repeated message, or cancelled before it could be opened. */
export class OpenTicket {
  constructor(private readonly tickets: Tickets) {}

  async execute(
    work: UnitOfWork,
    order: {
      readonly orderId: string;
      readonly restaurantId: string;
      readonly lineItems: readonly LineItem[];
    },
  ): Promise<void> {
    const { orderId, restaurantId, lineItems } = order;
    if (await this.tickets.add(work, new Ticket(orderId, restaurantId, lineItems))) return;
    const { state } = await this.tickets.lock(work, orderId);
    work.note(state === 'CANCELLED' ? 'late: the ticket is cancelled' : 'repeated: the ticket was opened');
  }
}
