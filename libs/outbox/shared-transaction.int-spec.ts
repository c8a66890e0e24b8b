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
  /** They take all transactions that there may be at a time, and end when told. */
  const occupy = async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const begin = async (name: string) => {
      const begun = Promise.withResolvers<void>();
      const done = cook(name, () => (begun.resolve(), promise));
      await begun.promise;
      return { done };
    };
    const [first, second] = [await begin('1'), await begin('2')];
    return { done: [first.done, second.done], end: resolve };
  };

  it('share a transaction when they come while others are under way, and have each their own answer', async () => {
    const { done, end } = await occupy();
    const sharing = [cook('a'), cook('b'), cook('c')];
    end();
    expect(await Promise.all([...done, ...sharing])).toEqual(['1', '2', 'a', 'b', 'c']);
    const transactions = (await dishes()).map(({ xmin }) => xmin);
    expect(new Set(transactions).size).toBe(3);
    expect(new Set(transactions.slice(2)).size).toBe(1);
  });

  it('fail alone, and the others as if they had been alone', async () => {
    const { done, end } = await occupy();
    const failing = cook('b', () => Promise.reject(new Error('out of samosas')));
    const others = [cook('a'), cook('c')];
    end();
    await expect(failing).rejects.toThrow('out of samosas');
    expect(await Promise.all([...done, ...others])).toEqual(['1', '2', 'a', 'c']);
    expect((await dishes()).map(({ name }) => name)).toEqual(['1', '2', 'a', 'c']);
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
    await Promise.all(done);
    expect(told.toSorted()).toEqual(['1', '2', 'a', 'b']);
  });
});
