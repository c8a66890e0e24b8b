import { startGateway, type Gateway } from '../testing/start-gateway.js';
import { json, resets, silent, type StubService } from '../testing/stub-service.js';

const ORDER = 'f0000000-0000-4000-8000-000000000001';
const AJANTA = 'a0000000-0000-4000-8000-000000000001';

const read = { method: 'GET', url: `/orders/${ORDER}` } as const;
const unkeyed = { method: 'POST', url: '/orders', payload: { some: 'order' } } as const;
const keyed = { ...unkeyed, key: 'the-same-each-time' };

describe('the gateway, when a call fails,', () => {
  let gateway: Gateway;
  const start = async (more: object = {}): Promise<void> => {
    gateway = await startGateway({ DOWNSTREAM_BUDGET_MS: '60000', ...more });
  };
  afterEach(() => gateway.stop());

  const ask = async ({ key, ...call }: { url: string; key?: string; method: 'GET' | 'POST' | 'PUT' }) => {
    const authorization = await gateway.bearer('operator');
    const headers = { authorization, 'if-match': '"1"', ...(key && { 'idempotency-key': key }) };
    return gateway.app.inject({ ...call, headers });
  };

  /** Fails in this way, and answers the next call. */
  const failsOnce = (stub: StubService, failure: StubService['behave']): void => {
    stub.behave = (request, response) => {
      stub.behave = json(200, {});
      failure(request, response);
    };
  };

  it.each([
    ['a read, when the connection is reset', read, resets],
    ['a read, when there is no answer', read, silent],
    ['a read, when a proxy answers 502', read, json(502, {})],
    ['an order with a key, when the connection is reset', keyed, resets],
    ['an order with a key, when there is no answer', keyed, silent],
  ])('repeats %s', async (_, call, failure) => {
    await start();
    failsOnce(gateway.order, failure);
    expect((await ask(call)).statusCode).toBe(200);
    expect(gateway.order.received).toHaveLength(2);
    const [first, second] = gateway.order.received;
    expect(second).toEqual(first);
  });

  const elsewhere = { method: 'POST', url: `/orders/${ORDER}/cancellation`, key: 'unknown there' } as const;
  const conditional = { method: 'PUT', url: `/restaurants/${AJANTA}/menu`, payload: {} } as const;

  it.each([
    ['an order without a key: it may have been placed', unkeyed, 'order', resets],
    ['a key that the service does not know', elsewhere, 'order', resets],
    ['a PUT with If-Match: it may have made the next version', conditional, 'restaurant', resets],
    ['what the service wants later', read, 'order', json(503, {}, { 'retry-after': '1' })],
    ['what the service has refused', read, 'order', json(409, {})],
    ['what a bug makes fail', read, 'order', json(500, {})],
  ] as const)('does not repeat %s', async (_, call, service, failure) => {
    await start();
    failsOnce(gateway[service], failure);
    expect((await ask(call)).statusCode).toBeGreaterThanOrEqual(400);
    expect(gateway[service].received).toHaveLength(1);
  });

  const retries = async (): Promise<number> => {
    const metrics = (await gateway.app.inject({ url: '/metrics' })).body;
    return Number(/^downstream_retries_total\{service="order"\} (\d+)/m.exec(metrics)?.[1] ?? 0);
  };

  it('repeats what was never sent, whatever it is, but not for ever', async () => {
    await start();
    await gateway.order.stop();
    expect((await ask(unkeyed)).json()).toMatchObject({ type: '/problems/downstream-unavailable' });
    expect(await retries()).toBe(2);
  });

  it('begins no attempt that could not take its time within the budget', async () => {
    await start({ DOWNSTREAM_TIMEOUT_MS: '150', DOWNSTREAM_BUDGET_MS: '290' });
    gateway.order.behave = silent;
    expect((await ask(read)).statusCode).toBe(504);
    expect(await retries()).toBe(0);
  });

  it('does not repeat what a breaker refuses', async () => {
    await start({ BREAKER_VOLUME: '1' });
    gateway.order.behave = resets;
    await ask(unkeyed);
    expect((await ask(read)).json()).toMatchObject({ type: '/problems/breaker-open' });
    expect(await retries()).toBe(0);
  });

  it('adds no more than its share of retries to the load of a service that is down', async () => {
    await start();
    gateway.order.behave = resets;
    const calls = 40;
    await Promise.all(Array.from({ length: calls }, () => ask(read)));
    expect(gateway.order.received.length).toBeGreaterThan(calls);
    expect(await retries()).toBeLessThanOrEqual(10 + calls / 10);
  });
});
