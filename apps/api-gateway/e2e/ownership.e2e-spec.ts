import type { GatewayClient, Order } from '#gateway-client';
import { ajanta, chickenVindaloo, fiveVindaloos, martha, percy, zelo } from '#testing';
import { logIn } from './callers.js';
import { expectProblem } from './problems.js';
import { quiet } from './quiet.js';

const others = ['percy', 'sybil', 'zelo'];

describe("Martha's order at Ajanta", () => {
  let customer: GatewayClient;
  let order: Order;
  beforeAll(async () => {
    customer = await logIn('martha');
    const { orderId } = await customer.placeOrder(fiveVindaloos(martha));
    order = await quiet(customer, orderId);
  });
  afterAll(() => customer.cancel(order.orderId));

  it.each(['martha', 'ajanta', 'operator'])('is to be seen by %s', async (username) => {
    const caller = await logIn(username);
    expect({ ...(await caller.order(order.orderId)), _links: null }).toEqual({ ...order, _links: null });
    expect(await caller.timeline(order.orderId)).toMatchObject({ state: 'VALIDATED' });
  });

  it.each(others)('is nothing that %s may see, trace or cancel', async (username) => {
    const caller = await logIn(username);
    for (const [method, path] of [
      ['GET', `/orders/${order.orderId}`],
      ['GET', `/orders/${order.orderId}/timeline`],
      ['POST', `/orders/${order.orderId}/cancellation`],
      ['POST', `/orders/${order.orderId.toUpperCase()}/cancellation`],
    ] as const)
      expectProblem(await caller.send(method, path), 403, 'forbidden');
    expect(await customer.order(order.orderId)).toEqual(order);
  });

  it('is not for Ajanta to cancel', async () => {
    const staff = await logIn('ajanta');
    expectProblem(await staff.send('POST', `/orders/${order.orderId}/cancellation`), 403, 'forbidden');
  });

  it.each([...others, 'martha'])('has a ticket that %s may not accept', async (username) => {
    const caller = await logIn(username);
    expectProblem(await caller.send('POST', `/tickets/${order.orderId}/acceptance`), 403, 'forbidden');
    const { tickets } = await (await logIn('ajanta')).tickets(ajanta, 'limit=100');
    expect(tickets.find(({ orderId }) => orderId === order.orderId)).toMatchObject({ state: 'OPEN' });
  });

  it('is in her list, and in nobody else’s', async () => {
    const idsFor = async (caller: GatewayClient, query = ''): Promise<string[]> =>
      (await caller.orders(`limit=100&${query}`)).orders.map(({ orderId }) => orderId);
    expect(await idsFor(customer)).toContain(order.orderId);
    expect(await idsFor(customer, `consumerId=${martha}`)).toContain(order.orderId);
    expect(await idsFor(await logIn('percy'))).not.toContain(order.orderId);
    const { orders } = await customer.orders('limit=100');
    expect(new Set(orders.map(({ consumerId }) => consumerId))).toEqual(new Set([martha]));
  });
});

describe('Percy', () => {
  let caller: GatewayClient;
  beforeAll(async () => {
    caller = await logIn('percy');
  });

  it('cannot order in the name of Martha', async () => {
    const answer = await caller.send('POST', '/orders', { body: fiveVindaloos(martha) });
    expectProblem(answer, 403, 'forbidden');
  });

  it('sees himself, and neither Martha nor her orders', async () => {
    expect(await caller.consumer(percy)).toMatchObject({ consumerId: percy });
    expectProblem(await caller.send('GET', `/consumers/${martha}`), 403, 'forbidden');
    expectProblem(await caller.send('GET', `/orders?consumerId=${martha}`), 403, 'forbidden');
  });
});

describe('Zelo', () => {
  let caller: GatewayClient;
  beforeAll(async () => {
    caller = await logIn('zelo');
  });

  it('sees its own tickets, and not those of Ajanta', async () => {
    expect(await caller.tickets(zelo)).toMatchObject({ tickets: expect.any(Array) });
    expectProblem(await caller.send('GET', `/restaurants/${ajanta}/tickets`), 403, 'forbidden');
  });

  it("cannot revise Ajanta's menu", async () => {
    const revision = { body: { items: [chickenVindaloo] }, headers: { 'if-match': '*' } };
    expectProblem(await caller.send('PUT', `/restaurants/${ajanta}/menu`, revision), 403, 'forbidden');
  });
});
