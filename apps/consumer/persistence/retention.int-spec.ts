import { deleteEnded } from '#participant';
import { createTestDatabase, type TestDatabase } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { ledgerOf, reservationsOf } from '../testing/ledger.js';
import { dataSourceOptions } from './data-source.js';
import { retention } from './retention.js';

describe('the retention of reservations', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
  });
  afterAll(() => database.drop());

  it('keeps what is held, however old, and what has ended lately', async () => {
    const consumerId = randomUUIDv7();
    const { dataSource } = database;
    await dataSource.query(
      `INSERT INTO consumers (consumer_id, first_name, last_name, credit_limit, status, held_credit)
       VALUES ($1, 'Percy', 'Bramble', 2000, 'ACTIVE', 500)`,
      [consumerId],
    );
    await dataSource.query(
      `INSERT INTO reservations (order_id, consumer_id, amount, state, reason, reserved_at, ended_at)
       SELECT gen_random_uuid(), $1, amount, state, reason, now() - interval '1 year', ended_at
         FROM (VALUES (500, 'HELD', NULL, NULL),
                      (600, 'RELEASED', NULL, now() - interval '1 year'),
                      (0, 'REFUSED', 'UNKNOWN_CONSUMER', now() - interval '1 year'),
                      (700, 'RELEASED', NULL, now())) AS past (amount, state, reason, ended_at)`,
      [consumerId],
    );
    for (const rule of retention) await deleteEnded(dataSource, rule, 1_000, 100);
    expect(await reservationsOf(database, consumerId)).toEqual(['HELD 500', 'RELEASED 700']);
    expect(await ledgerOf(database, consumerId)).toEqual({ heldCredit: 500, sumOfHeld: 500 });
  });
});
