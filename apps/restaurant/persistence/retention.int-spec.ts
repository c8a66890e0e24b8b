import { deleteEnded } from '#participant';
import { createTestDatabase, type TestDatabase } from '#testing';
import { dataSourceOptions } from './data-source.js';
import { retention } from './retention.js';

const tombstone = `'CANCELLED', '[]'`;
const cancelled = `'CANCELLED', '[{"menuItemId": "samosa", "quantity": 1}]'`;
const open = `'OPEN', '[{"menuItemId": "lassi", "quantity": 1}]'`;

describe('the retention of tickets', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
  });
  afterAll(() => database.drop());

  const add = (ticket: string, age: string) =>
    database.dataSource.query(
      `INSERT INTO tickets (order_id, restaurant_id, state, line_items, updated_at)
       SELECT gen_random_uuid(), gen_random_uuid(), ${ticket}, now() - interval '${age}'`,
    );

  it('lets go of old tombstones only', async () => {
    for (const ticket of [tombstone, cancelled, open]) await add(ticket, '1 year');
    await add(tombstone, '0 s');
    for (const rule of retention) await deleteEnded(database.dataSource, rule, 60_000, 100);
    const left = await database.dataSource.query(
      'SELECT state, json_array_length(line_items) AS items FROM tickets ORDER BY 1, 2',
    );
    expect(left).toEqual([
      { state: 'CANCELLED', items: 0 },
      { state: 'CANCELLED', items: 1 },
      { state: 'OPEN', items: 1 },
    ]);
  });
});
