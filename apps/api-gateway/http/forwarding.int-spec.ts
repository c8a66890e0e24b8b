import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startGateway, type Gateway } from '../testing/start-gateway.js';
import { json } from '../testing/stub-service.js';

const ORDER = 'f0000000-0000-4000-8000-000000000001';
const AJANTA = 'a0000000-0000-4000-8000-000000000001';
const MARTHA = 'c0000000-0000-4000-8000-000000000001';

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT';
type Owner = 'order' | 'consumer' | 'restaurant';

describe('the gateway, forwarding', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());
  beforeEach(() => {
    for (const stub of [gateway.order, gateway.consumer, gateway.restaurant]) {
      stub.received.length = 0;
      stub.behave = json(200, {});
    }
  });

  const ask = async (username: string, method: Method, url: string, more: object = {}) =>
    gateway.app.inject({ method, url, headers: { authorization: await gateway.bearer(username) }, ...more });

  const routes: readonly (readonly [Owner, Method, string])[] = [
    ['order', 'POST', '/orders'],
    ['order', 'GET', `/orders?consumerId=${MARTHA}&state=PENDING`],
    ['order', 'GET', `/orders/${ORDER}`],
    ['order', 'GET', `/orders/${ORDER}/stream`],
    ['order', 'POST', `/orders/${ORDER}/cancellation`],
    ['consumer', 'POST', '/consumers'],
    ['consumer', 'GET', `/consumers/${MARTHA}`],
    ['consumer', 'POST', `/consumers/${MARTHA}/suspension`],
    ['restaurant', 'POST', '/restaurants'],
    ['restaurant', 'GET', '/restaurants?limit=5'],
    ['restaurant', 'GET', `/restaurants/${AJANTA}`],
    ['restaurant', 'PUT', `/restaurants/${AJANTA}/menu`],
    ['restaurant', 'GET', `/restaurants/${AJANTA}/tickets`],
    ['restaurant', 'GET', `/tickets/${ORDER}`],
    ['restaurant', 'POST', `/tickets/${ORDER}/acceptance`],
    ['order', 'POST', '/dead-letters/order.replies/redrive'],
    ['restaurant', 'POST', '/dead-letters/restaurant.events/redrive'],
  ];
  it.each(routes)('asks the %s service for %s %s', async (owner, method, url) => {
    const payload = method === 'GET' ? undefined : { some: 'body' };
    expect((await ask('operator', method, url, { payload })).statusCode).toBe(200);
    const body = payload ? JSON.stringify(payload) : '';
    expect(gateway[owner].received).toEqual([expect.objectContaining({ method, url, body })]);
  });

  it('answers HEAD as it does GET, without the body', async () => {
    gateway.order.behave = json(200, { state: 'PENDING' });
    const url = `/orders/${ORDER}`;
    const [whole, head] = [await ask('martha', 'GET', url), await ask('martha', 'HEAD', url)];
    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(whole.headers['content-length']);
  });

  it('passes the token on, so that the service checks it, too', async () => {
    const authorization = await gateway.bearer('martha');
    await gateway.app.inject({ url: `/orders/${ORDER}`, headers: { authorization, cookie: 'a=b' } });
    expect(gateway.order.received[0]?.headers).toMatchObject({ authorization });
    expect(gateway.order.received[0]?.headers).not.toHaveProperty('cookie');
  });

  it("passes the service's answer back, with what concerns the caller of its headers", async () => {
    const headers = {
      etag: '"7"',
      location: `/orders/${ORDER}`,
      'cache-control': 'no-store',
      deprecation: '@1790000000',
      sunset: 'Sat, 20 Mar 2027 00:00:00 GMT',
      link: '</docs>; rel="deprecation"',
      'x-powered-by': 'secret',
    };
    gateway.order.behave = json(202, { state: 'PENDING' }, headers);
    const response = await ask('martha', 'POST', '/orders', { payload: {} });
    expect(response.statusCode).toBe(202);
    expect(response.json()).toEqual({ state: 'PENDING' });
    const { 'x-powered-by': _, ...passedBack } = headers;
    expect(response.headers).toMatchObject(passedBack);
    expect(response.headers).not.toHaveProperty('x-powered-by');
  });

  it('keeps caches from giving the answer for one site to another, or of one caller to another', async () => {
    const named = await startGateway({ CORS_ORIGINS: 'https://one.example,https://two.example' });
    named.order.behave = json(200, {}, { vary: 'Accept, Authorization' });
    const headers = { authorization: await named.bearer('martha'), origin: 'https://one.example' };
    const response = await named.app.inject({ url: `/orders/${ORDER}`, headers });
    await named.stop();
    expect(response.headers.vary).toBe('Origin, Accept, Authorization');
  });

  it('passes a refusal of the service back as it is', async () => {
    const problem = { type: '/problems/order-not-found', status: 404 };
    gateway.order.behave = json(404, problem, { 'content-type': 'application/problem+json' });
    const response = await ask('martha', 'GET', `/orders/${ORDER}`);
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.json()).toEqual(problem);
  });

  it('passes back that nothing has changed', async () => {
    gateway.restaurant.behave = (_, response) => void response.writeHead(304, { etag: '"7"' }).end();
    const response = await ask('martha', 'GET', `/restaurants/${AJANTA}`);
    expect([response.statusCode, response.headers.etag, response.body]).toEqual([304, '"7"', '']);
    for (const name of ['content-type', 'content-length']) expect(response.headers).not.toHaveProperty(name);
  });

  it('finds a service by its name', async () => {
    const named = await startGateway({
      ORDER_SERVICE_URL: gateway.order.url.replace('127.0.0.1', 'localhost'),
    });
    const headers = { authorization: await named.bearer('martha') };
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => named.app.inject({ url: `/orders/${ORDER}`, headers })),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    await named.stop();
  });

  it('takes a request target that names the gateway, too', async () => {
    await gateway.app.listen(0, '127.0.0.1');
    const { port } = gateway.app.getHttpServer().address() as AddressInfo;
    const headers = { authorization: await gateway.bearer('martha') };
    const asked = get({ port, host: '127.0.0.1', path: `http://gateway/orders/${ORDER}?a=b`, headers });
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    expect(response.resume().statusCode).toBe(200);
    expect(gateway.order.received).toMatchObject([{ url: `/orders/${ORDER}?a=b` }]);
  });

  describe('refuses, without asking any service,', () => {
    afterEach(() => {
      expect([...gateway.order.received, ...gateway.restaurant.received]).toEqual([]);
    });

    it('a call without a token', async () => {
      const response = await gateway.app.inject({ url: `/orders/${ORDER}` });
      expect(response.json()).toMatchObject({ type: '/problems/unauthenticated', status: 401 });
    });

    it('a role that may not do it', async () => {
      expect((await ask('ajanta', 'POST', '/orders', { payload: {} })).statusCode).toBe(403);
      expect((await ask('martha', 'POST', '/restaurants', { payload: {} })).statusCode).toBe(403);
      expect((await ask('martha', 'GET', '/dead-letters')).statusCode).toBe(403);
    });

    it('an id that is no UUID', async () => {
      expect((await ask('martha', 'GET', '/orders/17')).json()).toMatchObject({
        type: '/problems/invalid-request',
      });
    });

    it('broken JSON, and more of it than 100 KiB', async () => {
      const headers = { authorization: await gateway.bearer('martha'), 'content-type': 'application/json' };
      const post = (payload: string) =>
        gateway.app.inject({ method: 'POST', url: '/orders', headers, payload });
      expect((await post('{"a":')).json()).toMatchObject({ type: '/problems/malformed-json', status: 400 });
      expect((await post(`"${'x'.repeat(100 * 1024)}"`)).json()).toMatchObject({ status: 413 });
    });

    it('a channel that does not exist', async () => {
      expect((await ask('operator', 'POST', '/dead-letters/kitchen.commands/redrive')).statusCode).toBe(404);
    });
  });
});
