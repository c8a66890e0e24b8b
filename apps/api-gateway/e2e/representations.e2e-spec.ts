import { ORDER_V2, type ExpandedOrderResponse, type OrderResponseV2 } from '#contracts/rest';
import type { GatewayClient, Order } from '#gateway-client';
import { ajanta, fiveVindaloos, nobody } from '#testing';
import { logIn } from './callers.js';
import { newConsumer } from './newcomers.js';
import { expectInvalid, expectProblem } from './problems.js';
import { quiet } from './quiet.js';

describe('an order', () => {
  let operator: GatewayClient;
  let consumerId: string;
  let staff: GatewayClient;
  let order: Order;
  let path: string;
  beforeAll(async () => {
    [operator, staff] = await Promise.all([logIn('operator'), logIn('ajanta')]);
    consumerId = await newConsumer(operator, '100.00');
    order = await quiet(operator, (await operator.placeOrder(fiveVindaloos(consumerId))).orderId);
    path = `/orders/${order.orderId}`;
  });

  const look = <Body = Order>(url: string, headers = {}, as = operator) =>
    as.send<Body>('GET', url, { headers });

  it.each(['', '?expand=consumer,restaurant'])('is not sent again to who has it: %p', async (query) => {
    const { headers } = await look(`${path}${query}`);
    const tag = headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]+"$/);
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('vary')).toContain('Authorization');
    const again = await look(`${path}${query}`, { 'if-none-match': tag });
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', tag]);
    expect((await look(`${path}${query}`, { 'if-none-match': tag }, staff)).status).toBe(200);
  });

  it.each([
    ['the index', () => '/api'],
    ['a list of orders', () => `/orders?consumerId=${consumerId}`],
    ['a list of restaurants', () => '/restaurants?limit=1'],
    ['a restaurant', () => `/restaurants/${ajanta}`],
    ['a consumer', () => `/consumers/${consumerId}`],
    ['a ticket', () => `/tickets/${order.orderId}`],
  ])('is not all that is not sent again: %s', async (_, urlOf) => {
    const url = urlOf();
    const known = { 'if-none-match': (await look(url)).headers.get('etag') ?? '' };
    expect((await look(url, known)).status).toBe(304);
  });

  it('comes in two versions, and in no third', async () => {
    const { headers, body } = await look<OrderResponseV2>(path, { accept: ORDER_V2 });
    expect(headers.get('content-type')).toContain(ORDER_V2);
    expect(headers.get('vary')).toContain('Accept');
    const { orderTotal, ...rest } = order;
    expect(body).toEqual({ ...rest, total: { amount: orderTotal, currency: 'USD' } });
    expect((await look(path)).body).toEqual(order);
    expectProblem(await look(path, { accept: ORDER_V2.replace('v2', 'v3') }), 406, 'not-acceptable');
  });

  it('comes with its parties in it, as far as the caller may see them', async () => {
    const expanded = `${path}?expand=consumer,restaurant`;
    const { body } = await look<ExpandedOrderResponse>(expanded);
    expect(body).toMatchObject({ ...order, incomplete: [] });
    expect(body._embedded).toEqual({
      consumer: await operator.consumer(consumerId),
      restaurant: await operator.get(`/restaurants/${ajanta}`),
    });
    expect((await look<ExpandedOrderResponse>(expanded, {}, staff)).body).toMatchObject({
      _embedded: { restaurant: { restaurantId: ajanta } },
      incomplete: ['consumer'],
    });
    const second = await look(expanded, { accept: ORDER_V2 });
    expect(second.body).toMatchObject({ total: { amount: '61.70' }, _embedded: { consumer: {} } });
  });

  it('is expanded by nothing else, and only where there is one', async () => {
    expectInvalid(await look(`${path}?expand=kitchen`), '/expand');
    expectProblem(await look(`/orders/${nobody}?expand=consumer`), 404, 'order-not-found');
    expectProblem(await look(`${path}?expand=restaurant`, {}, await logIn('percy')), 403, 'forbidden');
  });
});
