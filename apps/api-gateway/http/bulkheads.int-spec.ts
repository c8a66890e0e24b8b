import { eventually } from '#testing';
import { startGateway, type Gateway } from '../testing/start-gateway.js';
import { json, silent } from '../testing/stub-service.js';

const ORDER = 'f0000000-0000-4000-8000-000000000001';
const MARTHA = 'c0000000-0000-4000-8000-000000000001';
const CAPACITY = 3;

describe('the bulkhead before a service that hangs', () => {
  let gateway: Gateway;
  let look: (url: string) => ReturnType<Gateway['app']['inject']>;
  beforeEach(async () => {
    gateway = await startGateway({ DOWNSTREAM_CAPACITY: String(CAPACITY), BREAKER_VOLUME: '1' });
    const headers = { authorization: await gateway.bearer('martha') };
    look = (url) => gateway.app.inject({ url, headers });
    gateway.order.behave = silent;
  });
  afterEach(() => gateway.stop());

  const crowd = async () => {
    const crowding = Array.from({ length: CAPACITY }, () => look(`/orders/${ORDER}`));
    await eventually(() => expect(gateway.order.received).toHaveLength(CAPACITY));
    return crowding;
  };

  it('refuses more calls than it has room for, and no others', async () => {
    const crowding = await crowd();
    const refused = await look(`/orders/${ORDER}`);
    expect(refused.json()).toMatchObject({ type: '/problems/bulkhead-full', status: 503 });
    expect(refused.headers['retry-after']).toBe('1');
    expect(gateway.order.received).toHaveLength(CAPACITY);
    expect((await look(`/consumers/${MARTHA}`)).statusCode).toBe(200);
    await Promise.all(crowding);
  });

  it('has room again when calls have ended', async () => {
    await Promise.all(await crowd());
    gateway.order.behave = json(200, {});
    await eventually(async () => expect((await look(`/orders/${ORDER}`)).statusCode).toBe(200));
  });

  it('does not let the breaker take a refusal for a failure', async () => {
    const calm = await startGateway({ DOWNSTREAM_CAPACITY: '1', BREAKER_VOLUME: '2' });
    const headers = { authorization: await calm.bearer('martha') };
    const call = () => calm.app.inject({ url: `/orders/${ORDER}`, headers });
    const statuses = (await Promise.all([call(), call(), call(), call()])).map((each) => each.statusCode);
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 503, 503, 503]);
    expect((await calm.app.inject({ url: '/breakers' })).json()).toMatchObject({
      breakers: [{ service: 'order', state: 'closed', lastTenSeconds: { succeeded: 1, failed: 0 } }, {}, {}],
    });
    await calm.stop();
  });
});
