import { deleteEnded } from '#participant';
import { ConsumerValidated } from '#contracts';
import { createTestDatabase, type TestDatabase } from '#testing';
import { marthasOrder, OrderDesk } from '../testing/order-desk.js';
import { dataSourceOptions } from './data-source.js';
import { retention } from './retention.js';

describe('the retention of the Order Service', () => {
  let database: TestDatabase;
  let desk: OrderDesk;
  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
    desk = new OrderDesk(database);
  });
  afterAll(() => database.drop());

  it('forgets a key after a day, however long all else is kept', async () => {
    const key = { caller: 'martha', key: 'dinner' };
    const first = await desk.placeOrder.execute(marthasOrder, key);
    const old = (age: string) =>
      database.dataSource.query(`UPDATE idempotency_keys SET made_at = now() - $1::interval`, [age]);
    const sweep = async () => {
      for (const rule of retention) await deleteEnded(database.dataSource, rule, 7 * 86_400_000, 100);
    };
    await old('23 hours');
    await sweep();
    expect(await desk.placeOrder.execute(marthasOrder, key)).toEqual(first);
    await old('25 hours');
    await sweep();
    expect((await desk.placeOrder.execute(marthasOrder, key)).orderId).not.toBe(first.orderId);
  });

  it('keeps sagas that run; of those that ended their order is left, and can still be asked for', async () => {
    const ended = (await desk.placeOrder.execute(marthasOrder)).orderId;
    const running = (await desk.placeOrder.execute(marthasOrder)).orderId;
    await desk.cancelOrder.execute(ended);
    await database.dataSource.query(
      `UPDATE sagas SET started_at = now() - interval '1 year',
              ended_at = CASE WHEN status <> 'RUNNING' THEN now() - interval '1 year' END`,
    );
    for (const rule of retention) await deleteEnded(database.dataSource, rule, 60_000, 100);
    expect(await desk.views.sagas(ended)).toEqual([]);
    expect(await desk.views.get(ended)).toMatchObject({ state: 'CANCELLED' });
    expect(await desk.views.sagas(running)).toHaveLength(1);
    await desk.participantReplies(ConsumerValidated, { orderId: running });
  });
});
