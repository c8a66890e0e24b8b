import { CreateInbox1761000000002 } from '#inbox';
import { outboxMigrations } from '#outbox';
import { createTestDatabase, eventually, type TestDatabase } from '#testing';
import { MessageTrails } from './message-trail.js';

const SOMEBODY_WAITS = `SELECT count(*) > 0 AS waits FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;

describe('the trail of an order', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase((url) => ({
      type: 'postgres',
      url,
      migrations: [...outboxMigrations, CreateInbox1761000000002],
    }));
  });
  afterAll(() => database.drop());

  it('shows one moment: no message as handled whose answer it lacks', async () => {
    const trails = new MessageTrails(database.dataSource, 'restaurant');
    const handler = database.dataSource.createQueryRunner();
    await handler.startTransaction();
    await handler.query('LOCK TABLE inbox');
    const trail = trails.of('order-1');
    await eventually(async () => {
      expect(await database.dataSource.query(SOMEBODY_WAITS)).toEqual([{ waits: true }]);
    });
    await handler.query(
      `INSERT INTO inbox SELECT gen_random_uuid(), 'ValidateOrderDetails', 'restaurant.commands', 'order', 'c', 'c',
                                'order-1', 1, at, at, at, at FROM now() AS at`,
    );
    await handler.query(
      `INSERT INTO published_messages
       SELECT gen_random_uuid(), 'OrderDetailsValidated', 'order.replies', 'c', 'c', 'order-1', now(), now()`,
    );
    await handler.commitTransaction();
    await handler.release();

    const types = ({ handled, published }: Awaited<typeof trail>) => [
      handled.map(({ type }) => type),
      published.map(({ type }) => type),
    ];
    expect(types(await trail)).toEqual([[], []]);
    expect(types(await trails.of('order-1'))).toEqual([['ValidateOrderDetails'], ['OrderDetailsValidated']]);
  });
});
