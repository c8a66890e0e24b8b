import { startGateway, type Gateway } from '../testing/start-gateway.js';

describe('the limits of the gateway', () => {
  let gateway: Gateway;
  const start = async (env: Readonly<Record<string, string>>): Promise<void> => {
    gateway = await startGateway(env);
  };
  afterEach(() => gateway.stop());

  const get = (headers: Record<string, string>, url = '/restaurants') => gateway.app.inject({ url, headers });
  const logIn = (headers: Record<string, string> = {}, username = 'martha') =>
    gateway.app.inject({
      method: 'POST',
      url: '/auth/token',
      payload: { username, password: 'demo' },
      headers,
    });

  it('are told with every answer', async () => {
    await start({ RATE_LIMIT_CALLER: '10', RATE_LIMIT_ADDRESS: '20' });
    const authorization = await gateway.bearer('martha');
    const { headers } = await get({ authorization });
    expect(headers['ratelimit-policy']).toBe('"address";q=20;w=10, "caller";q=10;w=10');
    expect(headers.ratelimit).toMatch(/^"address";r=18;t=\d+, "caller";r=9;t=10$/);
  });

  it('refuse a caller that asks too often, and serve others', async () => {
    await start({ RATE_LIMIT_CALLER: '2' });
    const [martha, percy] = [await gateway.bearer('martha'), await gateway.bearer('percy')];
    for (const status of [200, 200, 429, 429])
      expect((await get({ authorization: martha })).statusCode).toBe(status);
    const refused = await get({ authorization: martha });
    expect(refused.headers['content-type']).toBe('application/problem+json');
    expect(refused.json()).toMatchObject({ type: '/problems/too-many-requests', status: 429 });
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
    expect((await get({ authorization: percy })).statusCode).toBe(200);
    expect(gateway.restaurant.received).toHaveLength(3);
  });

  it('refuse an address before its tokens are looked at, and answer who asks for its health', async () => {
    await start({ RATE_LIMIT_ADDRESS: '3' });
    const answers = [await get({}), await get({}, '/nowhere'), await get({}, '/%zz'), await get({}, '/%zz')];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 404, 400, 429]);
    expect(answers[3]?.json()).toMatchObject({ instance: '/%zz' });
    expect((await get({}, '/health/live')).statusCode).toBe(200);
    expect((await get({}, '/metrics')).statusCode).toBe(429);
  });

  it('are tighter for those who log in', async () => {
    await start({ RATE_LIMIT_LOGIN: '2' });
    const answers = [await logIn(), await logIn(), await logIn()];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429]);
    expect(answers[0]?.headers['ratelimit-policy']).toContain('"login";q=2;w=60');
  });

  it('count clients behind a proxy one by one, whatever they say of themselves', async () => {
    await start({ RATE_LIMIT_LOGIN: '1', TRUSTED_PROXY_HOPS: '1' });
    const from = (forwarded: string, username: string) => logIn({ 'x-forwarded-for': forwarded }, username);
    expect((await from('6.6.6.1, 8.8.8.8', 'martha')).statusCode).toBe(200);
    expect((await from('6.6.6.2, 8.8.8.8', 'percy')).statusCode).toBe(429);
    expect((await from('6.6.6.3, 8.8.8.8:50001', 'ajanta')).statusCode).toBe(429);
    expect((await from('6.6.6.1, 9.9.9.9', 'sybil')).statusCode).toBe(200);
  });

  it.each(['martha', 'nobody'])('count log-ins as %s from all addresses together', async (username) => {
    await start({ RATE_LIMIT_LOGIN: '2', TRUSTED_PROXY_HOPS: '1' });
    const from = (address: string, name = username) => logIn({ 'x-forwarded-for': address }, name);
    for (const address of ['8.8.8.8', '9.9.9.9']) expect((await from(address)).statusCode).not.toBe(429);
    const refused = await from('7.7.7.7');
    expect(refused.json()).toMatchObject({ type: '/problems/too-many-requests' });
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
    expect((await from('7.7.7.7', 'percy')).statusCode).toBe(200);
  });

  it('believe nobody where no proxy is trusted', async () => {
    await start({ RATE_LIMIT_LOGIN: '1' });
    expect((await logIn({ 'x-forwarded-for': '6.6.6.1' })).statusCode).toBe(200);
    expect((await logIn({ 'x-forwarded-for': '6.6.6.2' })).statusCode).toBe(429);
  });
});
