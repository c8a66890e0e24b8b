import { createTestDatabase, offlineTransaction, type TestDatabase } from '#testing';
import type { OutboxWork } from './outbox-work.js';
import { SharedTransaction } from './shared-transaction.js';

describe('requests that come at the same time', () => {
  let database: TestDatabase;
  let shared: SharedTransaction;
  let told: string[];

  beforeAll(async () => {
    database = await createTestDatabase((url) => ({ type: 'postgres', url, migrations: [] }));
    await database.dataSource.query('CREATE TABLE dishes (name text PRIMARY KEY)');
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.dataSource.query('TRUNCATE dishes');
    shared = new SharedTransaction(offlineTransaction(database, 'restaurant'));
    told = [];
  });

  const cook = (name: string, then?: (work: OutboxWork) => Promise<unknown>) =>
    shared.run(async (work) => {
      told.push(name);
      await work.entityManager.query('INSERT INTO dishes VALUES ($1)', [name]);
      await then?.(work);
      return name;
    });
  const dishes = (): Promise<{ name: string; xmin: string }[]> =>
    database.dataSource.query('SELECT name, xmin FROM dishes ORDER BY name');
  /** Its transaction is under way until it is told to end. */
  const occupy = async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const done = cook('first', () => (begun.resolve(), promise));
    await begun.promise;
    return { done, end: resolve };
  };

  it('share a transaction when they come while one is under way, and have each their own answer', async () => {
    const { done, end } = await occupy();
    const sharing = [cook('a'), cook('b'), cook('c')];
    end();
    expect(await Promise.all([...sharing, done])).toEqual(['a', 'b', 'c', 'first']);
    const transactions = (await dishes()).map(({ xmin }) => xmin);
    expect(new Set(transactions).size).toBe(2);
    expect(new Set(transactions.slice(0, 3)).size).toBe(1);
  });

  it('fail alone, and the others as if they had been alone', async () => {
    const { done, end } = await occupy();
    const failing = cook('b', () => Promise.reject(new Error('out of samosas')));
    const others = [cook('a'), cook('c')];
    end();
    await expect(failing).rejects.toThrow('out of samosas');
    expect(await Promise.all([...others, done])).toEqual(['a', 'c', 'first']);
    expect((await dishes()).map(({ name }) => name)).toEqual(['a', 'c', 'first']);
  });

  it('are told once when the database goes away, for it may have committed', async () => {
    const { done, end } = await occupy();
    const sharing = [
      cook('a'),
      cook('b', ({ entityManager }) => entityManager.query('SELECT pg_terminate_backend(pg_backend_pid())')),
    ];
    end();
    const outcomes = await Promise.allSettled(sharing);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await done;
    expect(told.toSorted()).toEqual(['a', 'b', 'first']);
  });

  it('are not held up by one that waits for a lock', async () => {
    const { done, end } = await occupy();
    expect(await cook('a')).toBe('a');
    end();
    expect(await done).toBe('first');
  });
});
