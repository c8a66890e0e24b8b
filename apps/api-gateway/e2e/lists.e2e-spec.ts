import type { GatewayClient, OrderPage, RestaurantPage, TicketPage } from '#gateway-client';
import { ajanta, fiveVindaloos, nobody, zelo } from '#testing';
import { logIn } from './callers.js';
import { newConsumer, newRestaurant } from './newcomers.js';
import { pagesOf } from './pages.js';
import { quiet } from './quiet.js';

let operator: GatewayClient;
beforeAll(async () => {
  operator = await logIn('operator');
});

const isDescending = (ids: readonly string[]): boolean =>
  ids.every((id, index) => index === 0 || id < (ids[index - 1] ?? ''));

describe('the orders of a consumer', () => {
  let consumerId: string;
  let restaurantId: string;
  /** Newest first: VALIDATED ones, and every other one REJECTED. */
  let placed: readonly string[];

  beforeAll(async () => {
    consumerId = await newConsumer(operator, '1000.00');
    restaurantId = await newRestaurant(operator);
    const orderIds: string[] = [];
    for (const orderTotal of ['61.70', '61.69', '61.70', '61.69', '61.70']) {
      const order = fiveVindaloos(consumerId, { restaurantId, orderTotal });
      orderIds.unshift((await operator.placeOrder(order)).orderId);
    }
    placed = orderIds;
    await Promise.all(placed.map((orderId) => quiet(operator, orderId)));
  });

  const idsOf = ({ orders }: OrderPage): string[] => orders.map(({ orderId }) => orderId);

  it('come newest first, whole, each once', async () => {
    const page = await operator.orders(`consumerId=${consumerId}`);
    expect(idsOf(page)).toEqual(placed);
    expect(page).not.toHaveProperty('nextCursor');
    expect(page.orders[0]).toEqual(await operator.order(placed[0] ?? ''));
  });

  it('come in pages', async () => {
    const pages = await pagesOf<OrderPage>(operator, `/orders?consumerId=${consumerId}&limit=2`);
    expect(pages.map(idsOf)).toEqual([placed.slice(0, 2), placed.slice(2, 4), placed.slice(4)]);
  });

  it('come in pages by state', async () => {
    const query = `consumerId=${consumerId}&limit=1&state`;
    const validated = await pagesOf<OrderPage>(operator, `/orders?${query}=VALIDATED`);
    expect(validated.flatMap(idsOf)).toEqual([placed[0], placed[2], placed[4]]);
    const rejected = await pagesOf<OrderPage>(operator, `/orders?${query}=REJECTED`);
    expect(rejected.flatMap(idsOf)).toEqual([placed[1], placed[3]]);
    expect((await operator.orders(`${query}=CANCELLED`)).orders).toEqual([]);
  });

  it('keep their pages when another one is placed meanwhile', async () => {
    const customer = await newConsumer(operator, '0.00');
    const place = async () => (await operator.placeOrder(fiveVindaloos(customer))).orderId;
    const [oldest, middle, newest] = [await place(), await place(), await place()];
    const first = await operator.orders(`consumerId=${customer}&limit=2`);
    await place();
    const second = await operator.orders(`consumerId=${customer}&limit=2&cursor=${first.nextCursor}`);
    expect([idsOf(first), idsOf(second)]).toEqual([[newest, middle], [oldest]]);
  });

  it('are twenty to a page unless asked otherwise', async () => {
    const customer = await newConsumer(operator, '0.00');
    await Promise.all(Array.from({ length: 21 }, () => operator.placeOrder(fiveVindaloos(customer))));
    const pages = await pagesOf<OrderPage>(operator, `/orders?consumerId=${customer}`);
    expect(pages.map(({ orders }) => orders.length)).toEqual([20, 1]);
  });

  it('are none of a consumer that nobody knows', async () => {
    const none = await operator.orders(`consumerId=${nobody}&state=CANCEL_PENDING`);
    expect([none.orders, none.nextCursor]).toEqual([[], undefined]);
  });

  it('are among those of all consumers, for the operator', async () => {
    const customer = await newConsumer(operator, '0.00');
    const { orderId } = await operator.placeOrder(fiveVindaloos(customer));
    expect(idsOf(await operator.orders('limit=100'))).toContain(orderId);
  });

  it('have tickets in the kitchen where they are VALIDATED, newest first, by state and in pages', async () => {
    const tickets = `/restaurants/${restaurantId}/tickets?limit=2&state`;
    await operator.acceptTicket(placed[2] ?? '');
    const open = await pagesOf<TicketPage>(operator, `${tickets}=OPEN`);
    expect(open.flatMap((page) => page.tickets.map(({ orderId }) => orderId))).toEqual([
      placed[0],
      placed[4],
    ]);
    expect(await operator.get(`${tickets}=ACCEPTED`)).toMatchObject({
      tickets: [
        {
          orderId: placed[2],
          restaurantId,
          state: 'ACCEPTED',
          lineItems: [{ menuItemId: 'vindaloo', quantity: 5 }],
          createdAt: expect.any(String),
          updatedAt: expect.any(String),
        },
      ],
    });
    const all = await pagesOf<TicketPage>(operator, `/restaurants/${restaurantId}/tickets?limit=2`);
    expect(all.map((page) => page.tickets.length)).toEqual([2, 1]);
    expect(isDescending(all.flatMap((page) => page.tickets.map(({ orderId }) => orderId)))).toBe(true);
  });
});

describe('the restaurants', () => {
  it('come by id, in pages, each once', async () => {
    const opened = await Promise.all([1, 2, 3].map(() => newRestaurant(operator)));
    const pages = await pagesOf<RestaurantPage>(operator, '/restaurants?limit=7');
    const ids = pages.flatMap(({ restaurants }) => restaurants.map(({ restaurantId }) => restaurantId));
    expect(ids).toEqual([...new Set(ids)].toSorted());
    expect(ids).toEqual(expect.arrayContaining([...opened, ajanta, zelo]));
    expect(pages.slice(0, -1).every(({ restaurants }) => restaurants.length === 7)).toBe(true);
  });

  it('are listed without their menus, and have them when looked at', async () => {
    const { restaurants } = await operator.get<RestaurantPage>(
      `/restaurants?cursor=${before(ajanta)}&limit=1`,
    );
    expect(restaurants).toMatchObject([
      { restaurantId: ajanta, name: 'Ajanta', deliveryZips: ['94611', '94612', '94613'] },
    ]);
    expect(restaurants[0]).not.toHaveProperty('menu');
    expect(await operator.get(`/restaurants/${ajanta}`)).toMatchObject({
      ...restaurants[0],
      menu: { items: expect.arrayContaining([expect.objectContaining({ menuItemId: 'vindaloo' })]) },
    });
  });
});

/** The greatest id below this one, which ends in a 1. */
const before = (id: string): string => id.replace(/1$/, '0');
