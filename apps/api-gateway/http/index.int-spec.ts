import { startGateway, type Gateway } from '../testing/start-gateway.js';

describe('GET /api', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  const index = async (authorization?: string) =>
    gateway.app.inject({ url: '/api', headers: authorization === undefined ? {} : { authorization } });
  const linksFor = async (authorization?: string): Promise<string[]> =>
    Object.keys((await index(authorization)).json()._links);

  it('says to everybody what this is, and how to log in', async () => {
    const response = await index();
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      name: 'Order Saga',
      _links: { self: { href: '/api' }, 'issue-token': { href: '/auth/token', method: 'POST' } },
    });
    expect(await linksFor()).not.toContain('orders');
  });

  it('leads on who comes with a token, and is cached for each caller apart', async () => {
    expect(await linksFor(await gateway.bearer('martha'))).toEqual(
      expect.arrayContaining(['orders', 'consumer']),
    );
    expect(await linksFor(await gateway.bearer('ajanta'))).toEqual(expect.arrayContaining(['tickets']));
    expect((await index()).headers).toMatchObject({
      'cache-control': 'private, no-cache',
      vary: 'Authorization',
    });
  });

  it('leads to no log-in where there is none', async () => {
    const elsewhere = await startGateway({ DEMO_IDENTITIES: 'off', AUTH_ISSUER: 'https://issuer.example' });
    const { _links } = (await elsewhere.app.inject({ url: '/api' })).json();
    const { detail } = (await elsewhere.app.inject({ url: '/orders' })).json();
    await elsewhere.stop();
    expect(detail).toBe('The request carries no bearer token. Tokens are issued by https://issuer.example.');
    expect(_links).not.toHaveProperty('issue-token');
    expect(_links).toHaveProperty('liveness');
  });

  it('refuses a token that is none, and says where there are others', async () => {
    expect((await index('Bearer abc.def.ghi')).json()).toMatchObject({
      type: '/problems/unauthenticated',
      detail: expect.stringContaining('POST /auth/token'),
    });
  });

  it.each([undefined, '*/*', 'application/json'])('is GET / as well, to who takes %s', async (accept) => {
    const authorization = await gateway.bearer('martha');
    const headers = { authorization, ...(accept && { accept }) };
    const root = await gateway.app.inject({ url: '/', headers });
    expect(root.json()).toEqual((await index(authorization)).json());
    expect(root.headers.vary).toBe('Accept, Authorization');
  });

  it('is not GET / to a browser, which is led to the documents', async () => {
    const headers = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
    const root = await gateway.app.inject({ url: '/', headers });
    expect([root.statusCode, root.headers.location, root.body]).toEqual([303, '/docs', '']);
  });

  it('asks no service', async () => {
    await index(await gateway.bearer('operator'));
    expect([gateway.order, gateway.consumer, gateway.restaurant].flatMap(({ received }) => received)).toEqual(
      [],
    );
  });
});
