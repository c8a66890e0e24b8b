import { createTestDatabase, type TestDatabase } from '#testing';
import { dataSourceOptions } from './data-source.js';
import { insertDemoData } from './demo-data.js';
import { TypeOrmConsumers } from './typeorm-consumers.js';

const martha = 'c0000000-0000-4000-8000-000000000001';
const percy = 'c0000000-0000-4000-8000-000000000002';
const sybil = 'c0000000-0000-4000-8000-000000000003';

describe('the demo data', () => {
  let database: TestDatabase;
  let consumers: TypeOrmConsumers;

  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
    consumers = new TypeOrmConsumers(database.dataSource);
    await insertDemoData(database.dataSource.manager);
  });
  afterAll(() => database.drop());

  it.each([
    [martha, { name: { firstName: 'Martha' }, status: 'ACTIVE', creditLimit: 10_000_000 }],
    [percy, { name: { firstName: 'Percy' }, status: 'ACTIVE', creditLimit: 2_000 }],
    [sybil, { name: { firstName: 'Sybil' }, status: 'SUSPENDED', creditLimit: 50_000 }],
  ])('has %s with nothing held', async (consumerId, expected) => {
    expect(await consumers.get(consumerId)).toMatchObject({ ...expected, consumerId, heldCredit: 0 });
  });

  it('leaves alone those who are there already', async () => {
    await database.dataSource.query(
      `UPDATE consumers SET status = 'SUSPENDED', held_credit = 1234 WHERE consumer_id = $1`,
      [percy],
    );
    await insertDemoData(database.dataSource.manager);
    expect(await consumers.get(percy)).toMatchObject({ status: 'SUSPENDED', heldCredit: 1234 });
  });
});
