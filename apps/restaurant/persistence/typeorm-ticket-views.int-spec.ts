import { createTestDatabase, offlineTransaction, type TestDatabase } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { TicketNotFound } from '../domain/ticket-errors.js';
import { Ticket } from '../domain/ticket.js';
import { dataSourceOptions } from './data-source.js';
import { TypeOrmTicketViews } from './typeorm-ticket-views.js';
import { TypeOrmTickets } from './typeorm-tickets.js';

const ajanta = 'a0000000-0000-4000-8000-000000000001';
const zelo = 'a0000000-0000-4000-8000-000000000002';

describe('the views of tickets', () => {
  let database: TestDatabase;
  let views: TypeOrmTicketViews;
  const orderIds = Array.from({ length: 4 }, () => randomUUIDv7()).toSorted();
  const [first = '', second = '', third = '', atZelo = ''] = orderIds;

  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
    views = new TypeOrmTicketViews(database.dataSource);
    const tickets = new TypeOrmTickets();
    await offlineTransaction(database, 'restaurant').run(async (work) => {
      await tickets.add(work, new Ticket(first, ajanta, []));
      await tickets.add(work, new Ticket(second, ajanta, [], 'ACCEPTED'));
      await tickets.add(work, new Ticket(third, ajanta, []));
      await tickets.add(work, new Ticket(atZelo, zelo, []));
    });
  });
  afterAll(() => database.drop());

  const list = async (filter: Partial<Parameters<TypeOrmTicketViews['list']>[0]>) =>
    (await views.list({ restaurantId: ajanta, limit: 10, ...filter })).map(({ orderId }) => orderId);

  it('list those of one restaurant, the newest order first', async () => {
    expect(await list({})).toEqual([third, second, first]);
  });

  it('list those in one state', async () => {
    expect(await list({ state: 'OPEN' })).toEqual([third, first]);
    expect(await list({ state: 'CANCELLED' })).toEqual([]);
  });

  it('list page after page', async () => {
    expect(await list({ limit: 2 })).toEqual([third, second]);
    expect(await list({ limit: 2, before: second })).toEqual([first]);
  });

  it('know no ticket of another order', async () => {
    await expect(views.get(randomUUIDv7())).rejects.toThrow(TicketNotFound);
  });
});
