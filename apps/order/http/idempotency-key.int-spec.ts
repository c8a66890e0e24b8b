import { eventually, fiveVindaloos, martha, percy, type StartedService } from '#testing';
import { OrderSchema } from '../persistence/order.schema.js';
import { startOrderService } from '../testing/order-service.js';

const HOLD_KEY = `INSERT INTO idempotency_keys (caller, key, fingerprint, made_id)
  VALUES ($1, $2, 'of a request that is not done', gen_random_uuid())`;
const WAITING = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO idempotency_keys%'`;

describe('POST /orders with an Idempotency-Key', () => {
  let service: StartedService;
  let other: StartedService;

  beforeAll(async () => {
    service = await startOrderService();
    other = await startOrderService({ database: service.database });
  });
  afterAll(async () => {
    await other.stop();
    await service.stop();
  });
  beforeEach(() => service.database.dataSource.query('TRUNCATE orders, sagas, outbox, idempotency_keys'));

  const post = async (key: string | string[], payload: object, consumerId = martha, instance = service) =>
    instance.app.inject({
      method: 'POST',
      url: '/orders',
      headers: {
        authorization: await instance.issuer.bearer('consumer', consumerId),
        'idempotency-key': key,
      },
      payload,
    });
  const order = fiveVindaloos(martha);
  const storedOrders = () => service.database.dataSource.manager.count(OrderSchema);

  it('answers a repeated request as it answered the first, whatever has become of the order', async () => {
    const first = await post('dinner', order);
    const { orderId } = first.json();
    await service.database.dataSource.manager.update(OrderSchema, { orderId }, { state: 'VALIDATED' });
    const again = await post('dinner', order, martha, other);
    expect([again.statusCode, again.headers.location]).toEqual([202, `/orders/${orderId}`]);
    expect(again.json()).toEqual(first.json());
    expect(await storedOrders()).toBe(1);
    const { dataSource } = service.database;
    expect(await dataSource.query('SELECT DISTINCT shard_key FROM outbox')).toEqual([{ shard_key: orderId }]);
  });

  it('knows the request again in another spelling, and refuses another one', async () => {
    const { orderId } = (await post('dinner', order)).json();
    const reordered = Object.fromEntries(Object.entries(order).toReversed());
    expect((await post('dinner', reordered)).json()).toMatchObject({ orderId });
    const changed = await post('dinner', { ...order, orderTotal: '61.71' });
    expect(changed.json()).toMatchObject({ type: '/problems/idempotency-key-reused', status: 422 });
    expect(await storedOrders()).toBe(1);
  });

  it('lets every caller have keys of their own', async () => {
    const { orderId } = (await post('dinner', order)).json();
    const hers = await post('dinner', fiveVindaloos(percy), percy);
    expect(hers.statusCode).toBe(202);
    expect(hers.json().orderId).not.toBe(orderId);
  });

  it('makes one order of fifty requests at the same time, to two instances', async () => {
    const requests = Array.from({ length: 50 }, (_, number) =>
      post('dinner', order, martha, number % 2 === 0 ? service : other),
    );
    const answers = await Promise.all(requests);
    const accepted = answers.filter(({ statusCode }) => statusCode === 202);
    expect(new Set(accepted.map(({ body }) => body)).size).toBe(1);
    for (const { statusCode } of answers) expect([202, 409]).toContain(statusCode);
    expect(await storedOrders()).toBe(1);
  });

  describe('while the first request of the key is not done', () => {
    it('asks to come again, and makes the order once that one has failed', async () => {
      const runner = service.database.dataSource.createQueryRunner();
      await runner.startTransaction();
      await runner.query(HOLD_KEY, [martha, 'dinner']);
      const early = await post('dinner', order);
      expect(early.json()).toMatchObject({ type: '/problems/request-in-progress', status: 409 });
      expect(early.headers['retry-after']).toBe('1');
      await runner.rollbackTransaction();
      await runner.release();
      expect((await post('dinner', order)).statusCode).toBe(202);
    });

    it('waits for it, and takes over when it fails', async () => {
      const runner = service.database.dataSource.createQueryRunner();
      await runner.startTransaction();
      await runner.query(HOLD_KEY, [martha, 'dinner']);
      const waiting = post('dinner', order);
      await eventually(async () => expect(await service.database.dataSource.query(WAITING)).toHaveLength(1));
      await runner.rollbackTransaction();
      await runner.release();
      expect((await waiting).statusCode).toBe(202);
      expect(await storedOrders()).toBe(1);
    });
  });

  it('keeps no key of a request that was refused', async () => {
    expect((await post('dinner', { ...order, lineItems: [] })).statusCode).toBe(400);
    expect((await post('dinner', fiveVindaloos(percy))).statusCode).toBe(403);
    expect((await post('dinner', order)).statusCode).toBe(202);
  });

  it.each([
    ['empty', ''],
    ['too long', 'x'.repeat(256)],
    ['of two words', 'my dinner'],
    ['not ASCII', 'dîner'],
    ['two keys', ['lunch', 'dinner']],
  ])('refuses a key that is %s', async (_, key) => {
    const response = await post(key, order);
    expect(response.json()).toMatchObject({ type: '/problems/invalid-request', status: 400 });
    expect(await storedOrders()).toBe(0);
  });

  it('takes a key of 255 characters', async () => {
    expect((await post('x'.repeat(255), order)).statusCode).toBe(202);
  });
});
