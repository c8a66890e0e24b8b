import { startGateway, type Gateway } from '../testing/start-gateway.js';
import { breaksOff, endless, json, resets, silent, StubService } from '../testing/stub-service.js';

const ORDER = 'f0000000-0000-4000-8000-000000000001';
const MAY_HAVE_HAPPENED = expect.stringContaining('may have been carried out');

describe('the gateway, without an answer of the service,', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());
  beforeEach(() => {
    gateway.order.behave = json(200, {});
  });

  const lookFrom = async ({ app, bearer }: Gateway) =>
    app.inject({ url: `/orders/${ORDER}`, headers: { authorization: await bearer('martha') } });
  const placeAt = async ({ app, bearer }: Gateway) =>
    app.inject({
      method: 'POST',
      url: '/orders',
      payload: {},
      headers: { authorization: await bearer('martha') },
    });

  const endings = [
    ['resets the connection', resets],
    ['breaks off in the middle of its answer', breaksOff],
  ] as const;

  it.each(endings)('lets a read be repeated when it %s', async (_, behaviour) => {
    gateway.order.behave = behaviour;
    const response = await lookFrom(gateway);
    expect(response.headers['retry-after']).toBe('1');
    expect(response.json()).toMatchObject({
      type: '/problems/downstream-unavailable',
      status: 503,
      detail: expect.stringContaining('The order service'),
    });
  });

  it.each(endings)('says of a write that it may have happened when it %s', async (_, behaviour) => {
    gateway.order.behave = behaviour;
    const response = await placeAt(gateway);
    expect(response.headers).not.toHaveProperty('retry-after');
    expect(response.json()).toMatchObject({
      type: '/problems/downstream-broken-off',
      status: 502,
      detail: MAY_HAVE_HAPPENED,
    });
  });

  const delays = [
    ['never answers', silent],
    ['never ends its answer', endless],
  ] as const;

  it.each(delays)('answers 504 to a read when it %s', async (_, behaviour) => {
    gateway.order.behave = behaviour;
    const problem = (await lookFrom(gateway)).json<object>();
    expect(problem).toMatchObject({
      type: '/problems/downstream-timeout',
      status: 504,
      detail: expect.stringContaining('The order service'),
    });
    expect(problem).not.toMatchObject({ detail: MAY_HAVE_HAPPENED });
  });

  it.each(delays)('says of a write, with 504, that it may have happened when it %s', async (_, behaviour) => {
    gateway.order.behave = behaviour;
    expect((await placeAt(gateway)).json()).toMatchObject({
      type: '/problems/downstream-timeout',
      status: 504,
      detail: MAY_HAVE_HAPPENED,
    });
  });

  it.each([
    ['a read', lookFrom],
    ['a write', placeAt],
  ])('lets %s be repeated when nobody listens', async (_, ask) => {
    const apart = await startGateway({ ORDER_SERVICE_URL: await unusedUrl() });
    const response = await ask(apart);
    await apart.stop();
    expect(response.headers['retry-after']).toBe('1');
    expect(response.json()).toMatchObject({ type: '/problems/downstream-unavailable', status: 503 });
  });

  it('needs one instance that listens, of all that the service may have', async () => {
    const urls = [await unusedUrl(), gateway.order.url, await unusedUrl()];
    const several = await startGateway({ ORDER_SERVICE_URL: urls.join(', ') });
    const statuses = [await placeAt(several), await placeAt(several), await lookFrom(several)].map(
      ({ statusCode }) => statusCode,
    );
    await several.stop();
    expect(statuses).toEqual([200, 200, 200]);
  });

  it('starts without it, and asks it as soon as it is there', async () => {
    const late = await StubService.start();
    await late.stop();
    const early = await startGateway({ ORDER_SERVICE_URL: late.url });
    expect((await placeAt(early)).statusCode).toBe(503);
    await late.resume();
    expect((await placeAt(early)).statusCode).toBe(200);
    await late.stop();
    await early.stop();
  });
});

async function unusedUrl(): Promise<string> {
  const gone = await StubService.start();
  const { url } = gone;
  await gone.stop();
  return url;
}
