import type { LineItem } from '#contracts';
import { TicketTransitionNotAllowed } from './ticket-errors.js';
import { nextState, type TicketAction, type TicketState } from './ticket-state.js';

/** What the kitchen works by. An order has one ticket at most. */
export class Ticket {
  constructor(
    readonly orderId: string,
    readonly restaurantId: string,
    readonly lineItems: readonly LineItem[],
    readonly state: TicketState = 'OPEN',
  ) {}

  /** Keeps the place of a ticket that was cancelled before it could be opened, so that it is never opened. */
  static tombstone(orderId: string, restaurantId: string): Ticket {
    return new Ticket(orderId, restaurantId, [], 'CANCELLED');
  }

  accept(): Ticket {
    return this.moved('accept');
  }

  cancel(): Ticket {
    return this.moved('cancel');
  }

  private moved(action: TicketAction): Ticket {
    const state = nextState(this.state, action);
    if (!state) throw new TicketTransitionNotAllowed(this.orderId, this.state, action);
    return new Ticket(this.orderId, this.restaurantId, this.lineItems, state);
  }
}
