import type { TicketAction, TicketState } from './ticket-state.js';

export class TicketNotFound extends Error {
  override readonly name = 'TicketNotFound';
  readonly slug = 'ticket-not-found';

  constructor(readonly orderId: string) {
    super(`There is no ticket for the order ${orderId}`);
  }
}

/** An OPEN ticket stands in nobody's way. */
type Standing = Lowercase<Exclude<TicketState, 'OPEN'>>;

/** The slug names the state that stands in the way: `ticket-cancelled`, `ticket-accepted`. */
export class TicketTransitionNotAllowed extends Error {
  override readonly name = 'TicketTransitionNotAllowed';
  readonly slug: `ticket-${Standing}`;

  constructor(
    readonly orderId: string,
    readonly state: TicketState,
    readonly action: TicketAction,
  ) {
    super(`The ticket of the order ${orderId} is ${state}: too late to ${action} it`);
    this.slug = `ticket-${state.toLowerCase() as Standing}`;
  }
}
