import { TicketTransitionNotAllowed } from './ticket-errors.js';
import { Ticket } from './ticket.js';

const orderId = '0199d7a4-5f31-7c6e-9d2b-1f0a7c3e8b54';
const ajanta = 'a0000000-0000-4000-8000-000000000001';
const open = new Ticket(orderId, ajanta, [{ menuItemId: 'vindaloo', quantity: 5 }]);

describe('a ticket', () => {
  it('is open at first', () => {
    expect(open.state).toBe('OPEN');
  });

  it('is accepted or cancelled while it is open, and keeps its line items', () => {
    expect(open.accept()).toEqual({ ...open, state: 'ACCEPTED' });
    expect(open.cancel()).toEqual({ ...open, state: 'CANCELLED' });
  });

  it('is not cancelled once the kitchen has accepted it', () => {
    const refusal = new TicketTransitionNotAllowed(orderId, 'ACCEPTED', 'cancel');
    expect(() => open.accept().cancel()).toThrow(refusal);
    expect(refusal.slug).toBe('ticket-accepted');
  });

  it('is not accepted once it is cancelled', () => {
    const refusal = new TicketTransitionNotAllowed(orderId, 'CANCELLED', 'accept');
    expect(() => open.cancel().accept()).toThrow(refusal);
    expect(refusal.slug).toBe('ticket-cancelled');
  });

  it('is cancelled from the start, and empty, as a tombstone', () => {
    expect(Ticket.tombstone(orderId, ajanta)).toEqual({
      orderId,
      restaurantId: ajanta,
      lineItems: [],
      state: 'CANCELLED',
    });
  });
});
