import { createTestDatabase, type TestDatabase } from '#testing';
import { dataSourceOptions } from '../data-source.js';
import { insertDemoData } from '../demo-data.js';

describe('the tables of the consumer service', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
    await insertDemoData(database.dataSource.manager);
  });
  afterAll(() => database.drop());

  it.each([
    ['more held than the limit', 'UPDATE consumers SET held_credit = credit_limit + 1'],
    ['less than nothing held', 'UPDATE consumers SET held_credit = -1'],
    ['a status that does not exist', `UPDATE consumers SET status = 'LOST'`],
    [
      'a reservation of less than nothing',
      `INSERT INTO reservations VALUES (gen_random_uuid(), gen_random_uuid(), -1, 'HELD')`,
    ],
    [
      'a refusal without its reason',
      `INSERT INTO reservations VALUES (gen_random_uuid(), gen_random_uuid(), 0, 'REFUSED', NULL, now(), now())`,
    ],
    [
      'a release without its time',
      `INSERT INTO reservations VALUES (gen_random_uuid(), gen_random_uuid(), 1, 'RELEASED')`,
    ],
  ])('refuse %s', async (_, statement) => {
    await expect(database.dataSource.query(statement)).rejects.toMatchObject({ code: '23514' });
  });

  it('go as they came', async () => {
    await database.dataSource.undoLastMigration();
    await expect(database.dataSource.query('SELECT FROM consumers')).rejects.toMatchObject({ code: '42P01' });
    await database.dataSource.runMigrations();
    await expect(database.dataSource.query('SELECT FROM consumers')).resolves.toEqual([]);
  });
});
