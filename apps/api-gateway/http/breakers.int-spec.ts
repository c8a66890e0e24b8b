import { eventually } from '#testing';
import { startGateway, type Gateway } from '../testing/start-gateway.js';
import { json, resets, silent, type StubService } from '../testing/stub-service.js';
import type { BreakerResponse } from '#contracts/rest';

const ORDER = 'f0000000-0000-4000-8000-000000000001';
const MARTHA = 'c0000000-0000-4000-8000-000000000001';
const VOLUME = 4;
const settings = { BREAKER_VOLUME: String(VOLUME), BREAKER_RESET_MS: '250' };

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
  beforeEach(async () => {
    gateway = await startGateway(settings);
    headers = { authorization: await gateway.bearer('martha') };
  });
  afterEach(() => gateway.stop());

  const place = () => gateway.app.inject({ method: 'POST', url: '/orders', payload: {}, headers });
  const look = (url = `/orders/${ORDER}`) => gateway.app.inject({ url, headers });
  const places = (times: number) => Promise.all(Array.from({ length: times }, place));
  const breakerOf = async (service: string): Promise<BreakerResponse> => {
    const { breakers } = (await gateway.app.inject({ url: '/breakers' })).json<{
      breakers: BreakerResponse[];
    }>();
    return breakers.find((breaker) => breaker.service === service)!;
  };
  const isIn = async (state: string) =>
    expect(await breakerOf('order')).toMatchObject({ state, since: expect.any(String) });
  const recover = async (): Promise<void> => {
    gateway.order.behave = json(202, {});
    await eventually(async () => expect((await place()).statusCode).toBe(202));
  };

  it('is closed, and lets every call through', async () => {
    gateway.order.behave = json(202, {});
    expect((await places(20)).map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(202));
    await isIn('closed');
  });

  it.each(failures)(
    'opens when the service %s: calls fail at once without it, and others go on',
    async (_, fail) => {
      await fail(gateway.order);
      await places(VOLUME);
      const asked = gateway.order.received.length;
      const refused = await place();
      expect(refused.json()).toMatchObject({ type: '/problems/breaker-open', status: 503 });
      expect(refused.headers['retry-after']).toBe('1');
      expect(gateway.order.received).toHaveLength(asked);
      expect(await breakerOf('order')).toMatchObject({ state: 'open', lastTenSeconds: { failed: VOLUME } });
      expect((await look(`/consumers/${MARTHA}`)).statusCode).toBe(200);
      expect(await breakerOf('consumer')).toMatchObject({ state: 'closed' });
    },
  );

  it('would not help if it never opened: every call would reach the service', async () => {
    const open = await startGateway({ ...settings, BREAKER_VOLUME: '1000' });
    open.order.behave = resets;
    const authorization = await open.bearer('martha');
    const call = { method: 'POST', url: '/orders', payload: {}, headers: { authorization } } as const;
    for (let time = 0; time <= VOLUME; time++) await open.app.inject(call);
    expect(open.order.received).toHaveLength(VOLUME + 1);
    await open.stop();
  });

  it.each(failures)('closes again after the service, which %s, has come back', async (_, fail) => {
    await fail(gateway.order);
    await places(VOLUME);
    await isIn('open');
    await gateway.order.stop();
    await gateway.order.resume();
    await recover();
    await isIn('closed');
  });

  it('lets one call at a time try whether the service has come back', async () => {
    gateway.order.behave = resets;
    await places(VOLUME);
    gateway.order.behave = silent;
    gateway.order.received.length = 0;
    await eventually(() => isIn('half-open'));
    await places(5);
    expect(gateway.order.received).toHaveLength(1);
    await isIn('open');
  });

  it('holds nothing against a service that has recovered', async () => {
    gateway.order.behave = resets;
    await places(VOLUME);
    await recover();
    gateway.order.behave = resets;
    await places(VOLUME - 2);
    await isIn('closed');
  });

  it.each([400, 401, 403, 404, 409, 422, 428, 429])('never opens for a %d', async (status) => {
    gateway.order.behave = json(status, {});
    const answers = await places(VOLUME * 5);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(VOLUME * 5).fill(status));
    await isIn('closed');
  });

  it('is told of in the metrics', async () => {
    gateway.order.behave = resets;
    await places(VOLUME);
    await place();
    await look(`/consumers/${MARTHA}`);
    const metrics = (await gateway.app.inject({ url: '/metrics' })).body.split('\n');
    expect(metrics.filter((line) => /^downstream_(breaker|calls)/.test(line))).toEqual([
      `downstream_calls_total{service="order",outcome="broken-off"} ${VOLUME}`,
      'downstream_calls_total{service="order",outcome="breaker-open"} 1',
      'downstream_calls_total{service="consumer",outcome="2xx"} 1',
      'downstream_breaker_state{service="order"} 2',
      'downstream_breaker_state{service="consumer"} 0',
      'downstream_breaker_state{service="restaurant"} 0',
    ]);
  });
});
