import type { Transaction } from '#outbox';
import { createTestDatabase, offlineTransaction, outboxContent, type TestDatabase } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { TicketNotFound } from '../domain/ticket-errors.js';
import { Ticket } from '../domain/ticket.js';
import { dataSourceOptions } from '../persistence/data-source.js';
import { TypeOrmTicketViews } from '../persistence/typeorm-ticket-views.js';
import { TypeOrmTickets } from '../persistence/typeorm-tickets.js';
import { AcceptTicket } from './accept-ticket.use-case.js';
import { CancelTicket } from './cancel-ticket.use-case.js';

const restaurantId = 'a0000000-0000-4000-8000-000000000001';

describe('AcceptTicket', () => {
  let database: TestDatabase;
  let transaction: Transaction;
  let acceptTicket: AcceptTicket;
  const tickets = new TypeOrmTickets();

  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
    transaction = offlineTransaction(database, 'restaurant');
    acceptTicket = new AcceptTicket(transaction, tickets);
  });
  afterAll(() => database.drop());

  const openTicket = async (): Promise<string> => {
    const orderId = randomUUIDv7();
    const ticket = new Ticket(orderId, restaurantId, [{ menuItemId: 'lassi', quantity: 1 }]);
    await transaction.run((work) => tickets.add(work, ticket));
    return orderId;
  };
  const cancel = (orderId: string) =>
    transaction.run((work) => new CancelTicket(tickets).execute(work, orderId, restaurantId));
  const stateOf = async (orderId: string) =>
    (await new TypeOrmTicketViews(database.dataSource).get(orderId)).state;
  const publishedFor = async (orderId: string) =>
    (await outboxContent(database)).filter(({ shardKey }) => shardKey === orderId);

  it('accepts an open ticket, and says so', async () => {
    const orderId = await openTicket();
    expect((await acceptTicket.execute(orderId)).state).toBe('ACCEPTED');
    expect(await publishedFor(orderId)).toMatchObject([
      { type: 'TicketAccepted', channel: 'events', body: { orderId, restaurantId } },
    ]);
  });

  it('accepts it once, however often it is asked', async () => {
    const orderId = await openTicket();
    const answers = await Promise.all(Array.from({ length: 10 }, () => acceptTicket.execute(orderId)));
    expect(answers.map(({ state }) => state)).toEqual(Array(10).fill('ACCEPTED'));
    expect(await publishedFor(orderId)).toHaveLength(1);
  });

  it('does not accept a cancelled ticket', async () => {
    const orderId = await openTicket();
    await cancel(orderId);
    await expect(acceptTicket.execute(orderId)).rejects.toMatchObject({ slug: 'ticket-cancelled' });
    expect(await publishedFor(orderId)).toEqual([]);
  });

  it('knows no ticket of an order that was not validated', async () => {
    await expect(acceptTicket.execute(randomUUIDv7())).rejects.toThrow(TicketNotFound);
  });

  it.each(['acceptance', 'cancellation'])(
    'or CancelTicket wins, never both, when the %s is first',
    async (first) => {
      for (let round = 0; round < 10; round++) {
        const orderId = await openTicket();
        const early = first === 'cancellation' ? cancel(orderId) : undefined;
        const [accepted, cancelled] = await Promise.allSettled([
          acceptTicket.execute(orderId),
          early ?? cancel(orderId),
        ]);
        const won = accepted.status === 'fulfilled';
        expect(cancelled).toMatchObject({ status: 'fulfilled', value: won ? 'TICKET_ACCEPTED' : undefined });
        expect(await stateOf(orderId)).toBe(won ? 'ACCEPTED' : 'CANCELLED');
        expect(await publishedFor(orderId)).toHaveLength(won ? 1 : 0);
      }
    },
  );
});
