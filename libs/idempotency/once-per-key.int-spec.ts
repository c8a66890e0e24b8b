import { createTestDatabase, martha, offlineTransaction, type TestDatabase } from '#testing';
import { CreateIdempotencyKeys1761000000004 } from './create-idempotency-keys.migration.js';
import { OncePerKey } from './once-per-key.js';

const LONG_MS = 60_000;

describe('a request whose key is held by another', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    const migrations = [CreateIdempotencyKeys1761000000004];
    database = await createTestDatabase((url) => ({ type: 'postgres', url, migrations }));
  });
  afterAll(() => database.drop());

  it('waits alone: those who share its transaction go before', async () => {
    const holder = database.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query(
      `INSERT INTO idempotency_keys (caller, key, fingerprint, made_id) VALUES ($1, 'dinner', 'x', gen_random_uuid())`,
      [martha],
    );
    const oncePerKey = new OncePerKey(offlineTransaction(database, 'order'), LONG_MS);
    const order = (name: string, key?: string) =>
      oncePerKey.run(key ? { caller: martha, key } : undefined, name, {
        make: async () => name,
        recall: () => `${name} again`,
      });
    const waiting = order('dinner', 'dinner');
    expect(await Promise.all([order('lunch', 'lunch'), order('a snack')])).toEqual(['lunch', 'a snack']);
    await holder.rollbackTransaction();
    await holder.release();
    expect(await waiting).toBe('dinner');
  });
});
