import { eventually } from '#testing';
import type { ServerResponse } from 'node:http';
import { startGateway, type Gateway } from '../testing/start-gateway.js';

const ORDER = 'f0000000-0000-4000-8000-000000000001';
const MARTHA = 'c0000000-0000-4000-8000-000000000001';
const CAPACITY = 3;

describe('the bulkhead before a service that is slow', () => {
  let gateway: Gateway;
  let look: (url: string) => ReturnType<Gateway['app']['inject']>;
  const held: ServerResponse[] = [];

  beforeEach(async () => {
    gateway = await startGateway({
      DOWNSTREAM_CAPACITY: String(CAPACITY),
      DOWNSTREAM_TIMEOUT_MS: '30000',
      BREAKER_VOLUME: '1',
    });
    const headers = { authorization: await gateway.bearer('martha') };
    look = (url) => gateway.app.inject({ url, headers });
    gateway.order.behave = (_, response) => void held.push(response);
  });
  afterEach(() => gateway.stop());

  const lookAtOrder = () => look(`/orders/${ORDER}`);
  const crowd = async () => {
    const crowding = Array.from({ length: CAPACITY }, lookAtOrder);
    await eventually(() => expect(held).toHaveLength(CAPACITY));
    return crowding;
  };
  const release = (): void => held.splice(0).forEach((response) => response.end('{}'));

  it('refuses more calls than it has room for, and no others', async () => {
    const crowding = await crowd();
    const refused = await lookAtOrder();
    expect(refused.json()).toMatchObject({ type: '/problems/bulkhead-full', status: 503 });
    expect(refused.headers['retry-after']).toBe('1');
    expect((await look(`/consumers/${MARTHA}`)).statusCode).toBe(200);
    release();
    expect((await Promise.all(crowding)).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(gateway.order.received).toHaveLength(CAPACITY);
  });

  it('has room again when calls have ended', async () => {
    const crowding = await crowd();
    release();
    await Promise.all(crowding);
    const next = await crowd();
    release();
    expect((await Promise.all(next)).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  });

  it('does not let the breaker take a refusal for a failure', async () => {
    const crowding = await crowd();
    await Promise.all([lookAtOrder(), lookAtOrder(), lookAtOrder(), lookAtOrder()]);
    expect((await look('/breakers')).json()).toMatchObject({
      breakers: [{ service: 'order', state: 'closed', lastTenSeconds: { failed: 0 } }, {}, {}],
    });
    release();
    await Promise.all(crowding);
  });
});
