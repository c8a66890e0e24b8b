import type { GatewayClient, OrderPage, TicketPage } from '#gateway-client';
import { eventually, fiveVindaloos, samosa } from '#testing';
import { logIn } from './callers.js';
import { newConsumer, newRestaurant } from './newcomers.js';
import { pagesOf } from './pages.js';

const ORDERS = 500;
const CONCURRENCY = 50;
const CONSUMERS = 5;
const PRICE_CENTS = 450;
/** However slow the machine is. */
const LONGEST_MS = 180_000;

const amount = (cents: number): string => (cents / 100).toFixed(2);

/** The first has credit for no order, the second for 20 of its hundred, and so on; each a cent short of one more. */
const affordable = (consumer: number): number => consumer * 20;
const limitOf = (consumer: number): string => amount((affordable(consumer) + 1) * PRICE_CENTS - 1);

describe(`${ORDERS} orders at once`, () => {
  let operator: GatewayClient;
  let restaurantId: string;
  let consumerIds: readonly string[];

  beforeAll(async () => {
    operator = await logIn('operator');
    restaurantId = await newRestaurant(operator);
    consumerIds = await Promise.all(
      Array.from({ length: CONSUMERS }, (_, consumer) => newConsumer(operator, limitOf(consumer))),
    );
    await placeAll();
  }, LONGEST_MS);

  async function placeAll(): Promise<void> {
    let placed = 0;
    const work = async (): Promise<void> => {
      while (placed < ORDERS) await place(consumerIds[placed++ % CONSUMERS] ?? '');
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
  }

  const place = (consumerId: string): Promise<unknown> =>
    operator.placeOrder(
      fiveVindaloos(consumerId, {
        restaurantId,
        lineItems: [{ menuItemId: samosa.menuItemId, quantity: 1 }],
        orderTotal: samosa.price,
      }),
    );

  const ordersOf = (consumerId: string, query: string): Promise<OrderPage> =>
    operator.orders(`consumerId=${consumerId}&limit=100&${query}`);

  it(
    'all end, and each consumer has just as many VALIDATED as it has credit for',
    async () => {
      const endings = await eventually(async () => {
        const pages = await Promise.all(consumerIds.map((consumerId) => ordersOf(consumerId, '')));
        const endings = pages.map(({ orders }) => orders.map(endingOf).toSorted());
        expect(endings.flat()).not.toContain('PENDING');
        return endings;
      }, LONGEST_MS);
      expect(endings).toEqual(
        consumerIds.map((_, consumer) => [
          ...Array(ORDERS / CONSUMERS - affordable(consumer)).fill('REJECTED INSUFFICIENT_CREDIT'),
          ...Array(affordable(consumer)).fill('VALIDATED'),
        ]),
      );
    },
    2 * LONGEST_MS,
  );

  it('use as much credit as the VALIDATED ones cost, and never more than there is', async () => {
    for (const [consumer, consumerId] of consumerIds.entries()) {
      const { orders } = await ordersOf(consumerId, 'state=VALIDATED');
      const { creditLimit, availableCredit } = await operator.consumer(consumerId);
      const used = Math.round((Number(creditLimit) - Number(availableCredit)) * 100);
      expect(used).toBe(orders.length * PRICE_CENTS);
      expect(creditLimit).toBe(limitOf(consumer));
    }
  });

  it('get as many tickets in the kitchen as are VALIDATED', async () => {
    const validated = consumerIds.reduce((sum, _, consumer) => sum + affordable(consumer), 0);
    const openTickets = `/restaurants/${restaurantId}/tickets?state=OPEN&limit=100`;
    await eventually(async () => {
      const pages = await pagesOf<TicketPage>(operator, openTickets);
      const seen = pages.flatMap(({ tickets }) => tickets.map(({ orderId }) => orderId));
      expect(seen).toHaveLength(validated);
      expect(new Set(seen).size).toBe(validated);
    });
  });
});

const endingOf = ({ state, rejectionReason }: OrderPage['orders'][number]): string =>
  [state, rejectionReason].filter(Boolean).join(' ');
