import { routeOf } from '#contracts/rest';
import type {
  Consumer,
  GatewayClient,
  Order,
  OrderPage,
  Restaurant,
  Ticket,
  TicketPage,
} from '#gateway-client';
import { eventually, fiveVindaloos, martha } from '#testing';
import { anonymous, logIn } from './callers.js';
import { newConsumer, newRestaurant } from './newcomers.js';
import { quiet } from './quiet.js';
import { walk } from './walk.js';

describe('the links', () => {
  let operator: GatewayClient;
  const placed: string[] = [];
  beforeAll(async () => {
    operator = await logIn('operator');
    const { orderId } = await operator.placeOrder(fiveVindaloos(martha));
    placed.push(orderId);
    await quiet(operator, orderId);
  });
  afterAll(() => Promise.all(placed.map((orderId) => operator.cancel(orderId))));

  it.each([
    ['a stranger', undefined, ['getIndex', 'getKeys', 'getLiveness', 'getOpenApiPage']],
    ['martha', 'martha', ['getConsumer', 'getOrder', 'getTimeline', 'listOrders', 'getRestaurant']],
    ['percy', 'percy', ['getConsumer', 'listRestaurants']],
    ['sybil', 'sybil', ['getConsumer', 'listRestaurants']],
    ['ajanta', 'ajanta', ['getTicket', 'getOrder', 'listTickets', 'getRestaurant', 'getTimeline']],
    ['zelo', 'zelo', ['listTickets', 'getRestaurant']],
    ['the operator', 'operator', ['getOrder', 'getConsumer', 'listTickets', 'listDeadLetters']],
  ])('lead %s from the index nowhere in vain', async (_, username, among) => {
    const steps = await walk(username ? await logIn(username) : anonymous, '/api');
    expect(steps.filter(({ status }) => status !== 200)).toEqual([]);
    const routes = new Set(steps.map(({ href }) => routeOf('GET', href)?.id));
    expect([...routes]).toEqual(expect.arrayContaining(among));
  });

  it('are all that a customer has to know to order, look and cancel', async () => {
    const customer = await logIn('martha');
    const { _links } = await customer.index();
    const { orderId, ...order } = await customer.follow<Order>(_links['place-order'], fiveVindaloos(martha));
    placed.push(orderId);
    await quiet(customer, orderId);

    const validated = await customer.follow<Order>(order._links.self);
    expect(validated.state).toBe('VALIDATED');
    expect((await customer.follow<Restaurant>(validated._links.restaurant)).name).toBe('Ajanta');
    expect((await customer.follow<Consumer>(validated._links.consumer)).consumerId).toBe(martha);

    const cancelled = await customer.follow<Order>(validated._links.cancel);
    expect(cancelled._links).not.toHaveProperty('cancel');
    expect(await quiet(customer, orderId)).toMatchObject({ state: 'CANCELLED' });
  });

  it('are all that a kitchen has to know to accept a ticket, after which nobody is led to accept it', async () => {
    const restaurantId = await newRestaurant(operator);
    const { orderId } = await operator.placeOrder(fiveVindaloos(martha, { restaurantId }));
    await quiet(operator, orderId);
    const { _links } = await operator.get<Restaurant>(`/restaurants/${restaurantId}`);
    const ticket = await eventually(async () => {
      const [first] = (await operator.follow<TicketPage>(_links.tickets)).tickets;
      expect(first).toMatchObject({ orderId });
      return first;
    });
    const accepted = await operator.follow<Ticket>(ticket?._links.accept);
    expect(accepted).toMatchObject({ state: 'ACCEPTED' });
    expect(accepted._links).not.toHaveProperty('accept');
  });

  it('lead through all pages of a list, and from each to the first', async () => {
    const consumerId = await newConsumer(operator, '0.00');
    const orderIds: string[] = [];
    for (let count = 0; count < 3; count += 1)
      orderIds.unshift((await operator.placeOrder(fiveVindaloos(consumerId))).orderId);
    const first = await operator.orders(`consumerId=${consumerId}&limit=2`);
    const second = await operator.follow<OrderPage>(first._links.next);
    expect([...first.orders, ...second.orders].map(({ orderId }) => orderId)).toEqual(orderIds);
    expect(second._links).not.toHaveProperty('next');
    expect((await operator.follow<OrderPage>(second._links.first)).orders).toHaveLength(2);
  });
});
