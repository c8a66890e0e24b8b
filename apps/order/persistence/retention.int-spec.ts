import { deleteEnded } from '#participant';
import { ConsumerValidated } from '#contracts';
import { createTestDatabase, type TestDatabase } from '#testing';
import { marthasOrder, OrderDesk } from '../testing/order-desk.js';
import { dataSourceOptions } from './data-source.js';
import { retention } from './retention.js';

describe('the retention of sagas', () => {
  let database: TestDatabase;
  let desk: OrderDesk;
  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
    desk = new OrderDesk(database);
  });
  afterAll(() => database.drop());

  it('keeps those that run; of those that ended their order is left, and can still be asked for', async () => {
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
