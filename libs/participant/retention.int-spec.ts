import { DatabaseSession } from '#coordination';
import { CreateInbox1761000000002 } from '#inbox';
import { outboxMigrations } from '#outbox';
import { createTestDatabase, eventually, type TestDatabase } from '#testing';
import { Registry } from 'prom-client';
import { messagingRules } from './retention-rules.js';
import { Retention } from './retention.js';

const DAY_MS = 86_400_000;
const options = { rules: messagingRules, retentionMs: 7 * DAY_MS, intervalMs: 20, batch: 10 };

describe('the retention', () => {
  let database: TestDatabase;
  const registry = new Registry();
  const started: { readonly retention: Retention; readonly session: DatabaseSession }[] = [];

  beforeAll(async () => {
    database = await createTestDatabase((url) => ({
      type: 'postgres',
      url,
      migrations: [...outboxMigrations, CreateInbox1761000000002],
    }));
  });
  afterEach(async () => {
    await Promise.all(started.map(({ retention }) => retention.beforeApplicationShutdown()));
    await Promise.all(started.splice(0).map(({ session }) => session.stop()));
  });
  afterAll(() => database.drop());

  function start(metrics = new Registry()): void {
    const session = new DatabaseSession(database.url, 'retention under test');
    const retention = new Retention(options, database.dataSource, session, metrics);
    started.push({ retention, session });
    session.start();
    retention.onApplicationBootstrap();
  }

  const publish = (count: number, days: number) =>
    database.dataSource.query(
      `INSERT INTO published_messages
       SELECT gen_random_uuid(), 'OrderPlaced', 'events', 'c', 'c', $2::int::text, now(), now() - $2::int * interval '1 day'
         FROM generate_series(1, $1::int)`,
      [count, days],
    );
  const handle = (days: number) =>
    database.dataSource.query(
      `INSERT INTO inbox SELECT gen_random_uuid(), 'OrderPlaced', 'events', 'order', 'c', 'c', $1::int::text, 1, at, at, at, at
         FROM (SELECT now() - $1::int * interval '1 day' AS at) AS past`,
      [days],
    );
  const daysIn = async (table: string): Promise<string[]> => {
    const rows = await database.dataSource.query(
      `SELECT DISTINCT shard_key AS days FROM ${table} ORDER BY 1`,
    );
    return rows.map(({ days }: { days: string }) => days);
  };

  it('deletes what is older, in batches, keeps the rest, and counts it', async () => {
    await publish(35, 8);
    await publish(3, 6);
    await Promise.all([handle(6), handle(8), handle(15)]);
    start(registry);
    await eventually(async () => expect(await daysIn('published_messages')).toEqual(['6']));
    await eventually(async () => expect(await daysIn('inbox')).toEqual(['6', '8']));
    await eventually(async () =>
      expect(await registry.metrics()).toContain(
        'retention_deleted_rows_total{table="published_messages"} 35',
      ),
    );
  });

  it('goes on in another instance when the first one stops', async () => {
    start();
    start();
    await eventually(() => expect(started.every(({ session }) => session.isConnected())).toBe(true));
    for (const { retention } of [...started].slice(0, 1)) await retention.beforeApplicationShutdown();
    await publish(1, 8);
    await eventually(async () => expect(await daysIn('published_messages')).toEqual(['6']));
  });
});
