import type { BreakerResponse, BreakersResponse } from '#contracts/rest';
import { eventually } from '#testing';
import { startGateway, type Gateway } from '../testing/start-gateway.js';
import { json, resets, silent, type StubService } from '../testing/stub-service.js';

const MARTHA = 'c0000000-0000-4000-8000-000000000001';
const VOLUME = 4;
const MANY = VOLUME * 5;
const settings = {
  BREAKER_VOLUME: String(VOLUME),
  BREAKER_RESET_MS: '60000',
  DOWNSTREAM_TIMEOUT_MS: '10000',
};
const impatient = { DOWNSTREAM_TIMEOUT_MS: '1000' };

const failures: readonly (readonly [string, (stub: StubService) => unknown])[] = [
  ['hangs', (stub) => (stub.behave = silent)],
  ['resets connections', (stub) => (stub.behave = resets)],
  ['refuses connections', (stub) => stub.stop()],
  ['answers 500', (stub) => (stub.behave = json(500, {}))],
  ['answers 503', (stub) => (stub.behave = json(503, {}))],
];

describe('the breaker of a service', () => {
  let gateway: Gateway;
  let headers: { readonly authorization: string };
  const start = async (more: object = {}): Promise<void> => {
    gateway = await startGateway({ ...settings, ...more });
    headers = { authorization: await gateway.bearer('martha') };
  };
  afterEach(() => gateway.stop());

  const place = () => gateway.app.inject({ method: 'POST', url: '/orders', payload: {}, headers });
  const placeMany = () => Promise.all(Array.from({ length: MANY }, place));
  const look = (url: string) => gateway.app.inject({ url, headers });
  const breakerOf = async (service: string): Promise<BreakerResponse | undefined> => {
    const { breakers } = (await look('/breakers')).json<BreakersResponse>();
    return breakers.find((breaker) => breaker.service === service);
  };

  it.each(failures)('opens when the service %s: it is left alone, and others go on', async (_, fail) => {
    await start(impatient);
    await fail(gateway.order);
    await placeMany();
    const asked = gateway.order.received.length;
    const refused = await place();
    expect(refused.json()).toMatchObject({ type: '/problems/breaker-open', status: 503 });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(1);
    expect(gateway.order.received).toHaveLength(asked);
    expect(await breakerOf('order')).toMatchObject({ state: 'open', since: expect.any(String) });
    expect((await look(`/consumers/${MARTHA}`)).statusCode).toBe(200);
    expect(await breakerOf('consumer')).toMatchObject({ state: 'closed' });
  });

  it('is needed: if it never opened, every call would reach the service that fails', async () => {
    await start({ BREAKER_VOLUME: '1000' });
    gateway.order.behave = resets;
    await placeMany();
    await place();
    expect(gateway.order.received).toHaveLength(MANY + 1);
  });

  it.each([202, 400, 401, 403, 404, 409, 422, 428, 429])('never opens for a %d', async (status) => {
    await start();
    gateway.order.behave = json(status, {});
    const statuses = (await placeMany()).map(({ statusCode }) => statusCode);
    expect(new Set(statuses)).toEqual(new Set([status]));
    expect(await breakerOf('order')).toMatchObject({ state: 'closed', lastTenSeconds: { failed: 0 } });
  });

  it('is told of in the metrics', async () => {
    await start();
    await look('/api'); // with a token that is known, all calls begin together
    gateway.order.behave = resets;
    await placeMany();
    await place();
    await look(`/consumers/${MARTHA}`);
    const metrics = (await look('/metrics')).body.split('\n');
    expect(metrics.filter((line) => /^downstream_(breaker|calls)/.test(line))).toEqual([
      `downstream_calls_total{service="order",outcome="broken-off"} ${MANY}`,
      'downstream_calls_total{service="order",outcome="breaker-open"} 1',
      'downstream_calls_total{service="consumer",outcome="2xx"} 1',
      'downstream_breaker_state{service="order"} 2',
      'downstream_breaker_state{service="consumer"} 0',
      'downstream_breaker_state{service="restaurant"} 0',
      'downstream_breaker_openings_total{service="order"} 1',
      'downstream_breaker_openings_total{service="consumer"} 0',
      'downstream_breaker_openings_total{service="restaurant"} 0',
    ]);
  });

  describe('after a while', () => {
    beforeEach(() => start({ ...impatient, BREAKER_RESET_MS: '200' }));

    const isIn = async (state: string) => expect(await breakerOf('order')).toMatchObject({ state });
    const recover = async (): Promise<void> => {
      gateway.order.behave = json(202, {});
      await eventually(async () => expect((await place()).statusCode).toBe(202));
    };

    it.each(failures)('closes when the service, which %s, has come back', async (_, fail) => {
      await fail(gateway.order);
      await placeMany();
      await gateway.order.stop();
      await gateway.order.resume();
      await recover();
      await isIn('closed');
    });

    it('lets one call at a time try whether the service has come back', async () => {
      gateway.order.behave = resets;
      await placeMany();
      await eventually(() => isIn('half-open'));
      gateway.order.behave = silent;
      gateway.order.received.length = 0;
      await placeMany();
      expect(gateway.order.received).toHaveLength(1);
    });

    it('holds nothing against a service that has recovered', async () => {
      gateway.order.behave = resets;
      await placeMany();
      await recover();
      gateway.order.behave = resets;
      await place();
      await place();
      await isIn('closed');
    });
  });
});
