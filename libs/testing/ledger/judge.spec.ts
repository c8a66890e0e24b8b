import type { Attempt, Books } from './books.js';
import { isClean, judge } from './judge.js';

const order = (id: string, state: string, more: object = {}) => ({
  id,
  reference: `for ${id}`,
  state,
  rejectionReason: state === 'REJECTED' ? 'ORDER_TOTAL_MISMATCH' : null,
  total: '450',
  ...more,
});
const accepted = (orderId: string, more: Partial<Attempt> = {}): Attempt => ({
  reference: `for ${orderId}`,
  outcome: 'accepted',
  orderId,
  ...more,
});

/** One order of each end. */
const attempts: readonly Attempt[] = [
  accepted('v'),
  accepted('r', { flaw: 'ORDER_TOTAL_MISMATCH' }),
  accepted('c', { cancellation: 'promised' }),
  { reference: 'who knows', outcome: 'unknown' },
];
const books: Books = {
  orders: [order('v', 'VALIDATED'), order('r', 'REJECTED'), order('c', 'CANCELLED')],
  reservations: [
    { id: 'v', state: 'HELD', amount: '450' },
    { id: 'r', state: 'RELEASED', amount: '450' },
  ],
  tickets: [
    { id: 'v', state: 'OPEN' },
    { id: 'c', state: 'CANCELLED' },
  ],
  unbalancedConsumers: [],
  runningSagas: [],
  repeatedMessages: [],
  overtaken: [],
  waitingInOutboxes: 0,
  waitingInChannels: 0,
  deadLetters: 0,
};

const withOrders = (...orders: Books['orders']): Partial<Books> => ({ orders });
const others = books.orders.slice(1);

describe('the ledger', () => {
  it('finds nothing where all adds up', () => {
    const verdict = judge(attempts, books);
    expect(verdict).toMatchObject({ accepted: 3, terminal: 3 });
    expect(isClean(verdict)).toBe(true);
  });

  it('does not mind an order whose client had no answer', () => {
    const stored = order('?', 'REJECTED', {
      reference: 'who knows',
      rejectionReason: 'VALIDATION_TIMED_OUT',
    });
    const verdict = judge(attempts, { ...books, orders: [...books.orders, stored] }, { timeOuts: true });
    expect(isClean(verdict)).toBe(true);
  });

  it.each<[string, keyof ReturnType<typeof judge>, Partial<Books>]>([
    ['an accepted order that is not stored', 'lost', withOrders(...others)],
    ['a validated order without credit', 'lost', { reservations: [] }],
    ['a validated order without a ticket', 'lost', { tickets: [] }],
    [
      'an order that timed out though nobody was away',
      'lost',
      withOrders(...others, order('v', 'REJECTED', { rejectionReason: 'VALIDATION_TIMED_OUT' })),
    ],
    [
      'a cancellation that did not happen',
      'lost',
      withOrders(...books.orders.slice(0, 2), order('c', 'VALIDATED')),
    ],
    ['an order nobody asked for', 'unexpected', withOrders(...books.orders, order('x', 'CANCELLED'))],
    [
      'a cancellation that nobody asked for',
      'unexpected',
      {
        orders: [...others, order('v', 'CANCELLED')],
        reservations: books.reservations.filter(({ id }) => id !== 'v'),
        tickets: books.tickets.filter(({ id }) => id !== 'v'),
      },
    ],
    ['a flawed order that is validated', 'unexpected', withOrders(order('r', 'VALIDATED'))],
    [
      'an order rejected for no reason of its own',
      'unexpected',
      withOrders(...others, order('v', 'REJECTED', { rejectionReason: 'INSUFFICIENT_CREDIT' })),
    ],
    [
      'credit held for a rejected order',
      'unexpected',
      { reservations: [...books.reservations, { id: 'r', state: 'HELD', amount: '450' }] },
    ],
    [
      'a ticket for a cancelled order',
      'unexpected',
      { tickets: [...books.tickets, { id: 'c', state: 'OPEN' }] },
    ],
    [
      'two orders of one request',
      'doubled',
      withOrders(...books.orders, order('v2', 'CANCELLED', { reference: 'for v' })),
    ],
    ['too much credit held', 'doubled', { reservations: [{ id: 'v', state: 'HELD', amount: '900' }] }],
    ['held credit that does not add up', 'doubled', { unbalancedConsumers: ['martha'] }],
    [
      'a reply that was sent twice',
      'doubled',
      { repeatedMessages: [{ id: 'v', type: 'ConsumerValidated' }] },
    ],
    ['a pending order', 'stuck', withOrders(order('v', 'PENDING'), ...others)],
    ['a saga that runs on', 'stuck', { runningSagas: ['v'] }],
    ['a message left in an outbox', 'stuck', { waitingInOutboxes: 1 }],
    ['a message left in a channel', 'stuck', { waitingInChannels: 1 }],
    ['a dead letter', 'stuck', { deadLetters: 1 }],
    ['a release that overtook its reservation', 'reordered', { overtaken: ['r'] }],
  ])('finds %s', (_, kind, changes) => {
    const verdict = judge(attempts, { ...books, ...changes });
    expect(verdict[kind]).not.toEqual([]);
    expect(isClean(verdict)).toBe(false);
  });

  it('finds an order that was stored though its client was refused', () => {
    const refused: Attempt[] = [{ reference: 'for v', outcome: 'refused' }, ...attempts.slice(1)];
    expect(judge(refused, books).unexpected).toHaveLength(1);
  });

  it('does not mind the dead letters that a test has made', () => {
    expect(isClean(judge(attempts, { ...books, deadLetters: 2 }, { deadLetters: 2 }))).toBe(true);
  });
});
