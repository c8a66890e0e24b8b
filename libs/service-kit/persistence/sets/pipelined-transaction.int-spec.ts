import { createTestDatabase, type TestDatabase } from '#testing';
import type { EntityManager } from 'typeorm';
import { leaveToCommit, pipelinedTransaction } from './pipelined-transaction.js';
import { prepared } from './prepared.js';

const insert = prepared('INSERT INTO things VALUES ($1)');

describe('a pipelined transaction', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase((url) => ({ type: 'postgres', url }));
  });
  beforeEach(() => database.dataSource.query('CREATE TABLE things (id int PRIMARY KEY)'));
  afterEach(() => database.dataSource.query('DROP TABLE things'));
  afterAll(() => database.drop());

  const things = async (): Promise<number[]> =>
    (await database.dataSource.query('SELECT id FROM things ORDER BY id')).map(
      ({ id }: { id: number }) => id,
    );

  async function insertAll(manager: EntityManager, ids: readonly number[]): Promise<string> {
    for (const id of ids) leaveToCommit(manager, insert(manager, [id]));
    return 'told';
  }

  it('commits what its story has done, and what it has left to the commit', async () => {
    const told = pipelinedTransaction(database.dataSource, async (manager) => {
      await insert(manager, [1]);
      return insertAll(manager, [2, 3]);
    });
    expect(await told).toBe('told');
    expect(await things()).toEqual([1, 2, 3]);
  });

  it('begins before the first statement, whether that is prepared or of TypeORM', async () => {
    const insertLater = (manager: EntityManager) => manager.query('INSERT INTO things VALUES (1)');
    for (const first of [insertLater, (manager: EntityManager) => insert(manager, [1])]) {
      const failed = pipelinedTransaction(database.dataSource, async (manager) => {
        await first(manager);
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
    }
    expect(await things()).toEqual([]);
  });

  it('rejects with the error of the statement that failed first, and nothing has happened', async () => {
    const failed = pipelinedTransaction(database.dataSource, (manager) => insertAll(manager, [1, 1, 2]));
    await expect(failed).rejects.toThrow('duplicate key');
    expect(await things()).toEqual([]);
  });

  it('rejects with that error, too, when it is noticed by a statement behind', async () => {
    const failed = pipelinedTransaction(database.dataSource, async (manager) => {
      await insertAll(manager, [1, 1]);
      await insert(manager, [2]);
    });
    await expect(failed).rejects.toThrow('duplicate key');
    expect(await things()).toEqual([]);
  });

  it('commits nothing when a statement cannot even be sent', async () => {
    const failed = pipelinedTransaction(database.dataSource, async (manager) => {
      await insertAll(manager, [1]);
      leaveToCommit(manager, Promise.reject(new Error('has no text')));
    });
    await expect(failed).rejects.toThrow('has no text');
    expect(await things()).toEqual([]);
  });

  it('has TypeORM know that it is in a transaction', async () => {
    await pipelinedTransaction(database.dataSource, async (manager) => {
      await insert(manager, [1]);
      const inner = manager.transaction(async (same) => {
        await same.query('INSERT INTO things VALUES (2)');
        throw new Error('only what is inside');
      });
      await expect(inner).rejects.toThrow('only what is inside');
      return insertAll(manager, [3]);
    });
    expect(await things()).toEqual([1, 3]);
  });

  it('refuses what is asked of it when it is over', async () => {
    let over: EntityManager | undefined;
    await pipelinedTransaction(database.dataSource, (manager) => insertAll((over = manager), [1]));
    await expect(insert(over as EntityManager, [2])).rejects.toThrow('transaction that is open');
  });

  it('leaves a connection that others can use', async () => {
    const all = Array.from({ length: 50 }, (_, id) =>
      pipelinedTransaction(database.dataSource, (manager) => insertAll(manager, id % 2 ? [id] : [id, id])),
    );
    const ended = await Promise.allSettled(all);
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(25);
    expect(await things()).toEqual(Array.from({ length: 25 }, (_, index) => 2 * index + 1));
  });
});
