import { TransitionNotAllowed } from './order-errors.js';
import { orderStates, transitions, type OrderAction } from './order-state.js';
import { Order } from './order.js';

const orderId = '0199d7a4-5f31-7c6e-9d2b-1f0a7c3e8b54';
const details = {
  consumerId: 'c0000000-0000-4000-8000-000000000001',
  restaurantId: 'a0000000-0000-4000-8000-000000000001',
  deliveryAddress: { street1: '1 Main Street', city: 'Oakland', state: 'CA', zip: '94612' },
  lineItems: [{ menuItemId: 'vindaloo', quantity: 5 }],
  orderTotal: 6170,
};

const take: Readonly<Record<OrderAction, (order: Order) => Order>> = {
  validate: (order) => order.validate(),
  reject: (order) => order.reject('INSUFFICIENT_CREDIT'),
  cancel: (order) => order.cancel(),
  confirmCancellation: (order) => order.confirmCancellation(),
  refuseCancellation: (order) => order.refuseCancellation(),
};
const actions = Object.keys(take) as OrderAction[];
const allowed = (state: string, action: string) =>
  transitions.filter((transition) => transition.from === state && transition.action === action);
const pairs = orderStates.flatMap((state) => actions.map((action) => ({ state, action })));

describe('the transition table', () => {
  it('leads from a state by an action to one state', () => {
    expect(pairs.filter(({ state, action }) => allowed(state, action).length > 1)).toEqual([]);
  });

  it('has no way out of REJECTED and CANCELLED', () => {
    const departures = new Set(transitions.map(({ from }) => from));
    expect(orderStates.filter((state) => !departures.has(state))).toEqual(['REJECTED', 'CANCELLED']);
  });

  it.each(transitions)('lets an order $action from $from to $to', ({ action, from, to }) => {
    const moved = take[action](new Order(orderId, details, from));
    expect([moved.orderId, moved.details, moved.state]).toEqual([orderId, details, to]);
  });

  it.each(pairs.filter(({ state, action }) => allowed(state, action).length === 0))(
    'does not let a $state order $action',
    ({ state, action }) => {
      expect(() => take[action](new Order(orderId, details, state))).toThrow(
        new TransitionNotAllowed(orderId, state, action),
      );
    },
  );
});

describe('an order', () => {
  const placed = new Order(orderId, details);

  it('is PENDING at first', () => {
    expect(placed.state).toBe('PENDING');
  });

  it('keeps the reason of its rejection, and has none otherwise', () => {
    expect(placed.reject('UNKNOWN_MENU_ITEM').rejectionReason).toBe('UNKNOWN_MENU_ITEM');
    expect(placed.validate().rejectionReason).toBeUndefined();
  });

  it('is as it was after it moved: what moved is another one', () => {
    placed.cancel();
    expect(placed.state).toBe('PENDING');
  });

  it('knows whether its cancellation was asked for', () => {
    const asked = orderStates.filter((state) => new Order(orderId, details, state).isCancelledOrAboutToBe());
    expect(asked).toEqual(['CANCEL_PENDING', 'CANCELLED']);
  });
});
