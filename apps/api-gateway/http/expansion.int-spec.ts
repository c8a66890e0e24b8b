import { startGateway, type Gateway } from '../testing/start-gateway.js';
import { json, resets, silent, type StubService } from '../testing/stub-service.js';

const ORDER = 'f0000000-0000-4000-8000-000000000001';
const order = { orderId: ORDER, consumerId: 'c-1', restaurantId: 'r-1', orderTotal: '61.70' };
const consumer = { consumerId: 'c-1', status: 'ACTIVE' };
const restaurant = { restaurantId: 'r-1', name: 'Ajanta' };

describe('GET /orders/{orderId}?expand=', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());
  beforeEach(() => {
    gateway.order.behave = json(200, order, { etag: '"of the order"', vary: 'Accept, Authorization' });
    gateway.consumer.behave = json(200, consumer);
    gateway.restaurant.behave = json(200, restaurant);
    for (const stub of [gateway.order, gateway.consumer, gateway.restaurant]) stub.received.length = 0;
  });

  const ask = async (expand: string, headers = {}, method: 'GET' | 'HEAD' = 'GET') =>
    gateway.app.inject({
      method,
      url: `/orders/${ORDER}?expand=${expand}`,
      headers: { authorization: await gateway.bearer('martha'), ...headers },
    });

  it('brings the order with both of its parties in it', async () => {
    const response = await ask('consumer,restaurant');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ ...order, _embedded: { consumer, restaurant }, incomplete: [] });
    expect(gateway.consumer.received).toMatchObject([{ url: '/consumers/c-1' }]);
    expect(gateway.restaurant.received).toMatchObject([{ url: '/restaurants/r-1' }]);
  });

  it('tells of it by HEAD, too', async () => {
    const [whole, head] = [await ask('consumer'), await ask('consumer', {}, 'HEAD')];
    expect([head.statusCode, head.body]).toEqual([200, '']);
    for (const name of ['etag', 'content-length']) expect(head.headers[name]).toBe(whole.headers[name]);
  });

  it('asks for what was asked for, once', async () => {
    expect((await ask('restaurant,restaurant')).json()).toMatchObject({ _embedded: { restaurant } });
    expect(gateway.consumer.received).toEqual([]);
    expect(gateway.restaurant.received).toHaveLength(1);
  });

  it("asks with the caller's own token, and in no version of an order", async () => {
    const accept = 'application/vnd.order-saga.v2+json';
    const authorization = await gateway.bearer('ajanta');
    await ask('consumer', { authorization, accept, 'if-none-match': '"x"' });
    const [asked] = gateway.consumer.received;
    expect(asked?.headers).toMatchObject({ authorization });
    expect([asked?.headers.accept, asked?.headers['if-none-match']]).toEqual([undefined, undefined]);
    expect(gateway.order.received[0]?.headers).toMatchObject({ accept });
    expect(gateway.order.received[0]?.headers).not.toHaveProperty('if-none-match');
  });

  const failures: readonly (readonly [string, StubService['behave']])[] = [
    ['is forbidden', json(403, {})],
    ['does not exist', json(404, {})],
    ['fails', json(500, {})],
    ['keeps silent', silent],
    ['breaks off', resets],
  ];
  it.each(failures)('leaves out a party that %s, and names it', async (_, behaviour) => {
    gateway.consumer.behave = behaviour;
    const response = await ask('consumer,restaurant');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ ...order, _embedded: { restaurant }, incomplete: ['consumer'] });
  });

  it.each([403, 404])('passes back the %d of the order service, and asks nobody else', async (status) => {
    gateway.order.behave = json(status, { status });
    const response = await ask('consumer');
    expect([response.statusCode, response.json()]).toEqual([status, { status }]);
    expect(gateway.consumer.received).toEqual([]);
  });

  it.each(['', 'kitchen', 'consumer,kitchen', 'consumer,', 'consumer&expand=restaurant'])(
    'refuses %p',
    async (expand) => {
      const response = await ask(expand);
      expect(response.json()).toMatchObject({
        type: '/problems/invalid-request',
        errors: [{ pointer: '/expand', detail: expect.stringMatching(/./) }],
      });
      expect(gateway.order.received).toEqual([]);
    },
  );

  it('has a tag of the whole, which changes with each part of it', async () => {
    const { etag, vary } = (await ask('consumer')).headers;
    expect(etag).not.toBe('"of the order"');
    expect(vary).toBe('Accept, Authorization');
    const known = { 'if-none-match': String(etag) };
    const unchanged = await ask('consumer', known);
    expect([unchanged.statusCode, unchanged.body, unchanged.headers.etag]).toEqual([304, '', etag]);
    gateway.consumer.behave = json(200, { ...consumer, status: 'SUSPENDED' });
    expect((await ask('consumer', known)).json()).toMatchObject({
      _embedded: { consumer: { status: 'SUSPENDED' } },
    });
  });
});
