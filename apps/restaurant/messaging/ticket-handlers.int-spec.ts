import { CancelTicket, OrderValidated, TicketCancellationRefused, TicketCancelled } from '#contracts';
import { Inbox } from '#inbox';
import type { Message } from '#messaging';
import type { Transaction } from '#outbox';
import { createTestDatabase, offlineTransaction, outboxContent, receivedMessage } from '#testing';
import type { TestDatabase } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { AcceptTicket } from '../application/accept-ticket.use-case.js';
import { CancelTicket as CancelTicketUseCase } from '../application/cancel-ticket.use-case.js';
import { OpenTicket } from '../application/open-ticket.use-case.js';
import { dataSourceOptions } from '../persistence/data-source.js';
import { TypeOrmTicketViews } from '../persistence/typeorm-ticket-views.js';
import { TypeOrmTickets } from '../persistence/typeorm-tickets.js';
import { CancelTicketHandler } from './cancel-ticket.handler.js';
import { OpenTicketOnOrderValidatedHandler } from './open-ticket-on-order-validated.handler.js';

const consumerId = 'c0000000-0000-4000-8000-000000000001';
const restaurantId = 'a0000000-0000-4000-8000-000000000001';
const lineItems = [{ menuItemId: 'vindaloo', quantity: 5 }];

describe('the kitchen', () => {
  let database: TestDatabase;
  let transaction: Transaction;
  let inbox: Inbox;
  let orderId: string;
  const tickets = new TypeOrmTickets();
  const cancelling = new CancelTicketHandler(new CancelTicketUseCase(tickets));
  const opening = new OpenTicketOnOrderValidatedHandler(new OpenTicket(tickets));

  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
    transaction = offlineTransaction(database, 'restaurant');
    inbox = new Inbox(transaction, database.dataSource);
  });
  afterAll(() => database.drop());
  beforeEach(() => (orderId = randomUUIDv7()));

  const orderValidated = () =>
    receivedMessage(OrderValidated, { orderId, consumerId, restaurantId, lineItems, orderTotal: 6170 });
  const cancelTicket = () => receivedMessage(CancelTicket, { orderId, restaurantId }, { shardKey: orderId });

  const hear = (event = orderValidated()) =>
    inbox.receive([{ message: event, locks: orderId, decide: (_, work) => opening.open(event, work) }]);
  const cancel = (command = cancelTicket()) =>
    inbox.receive([
      { message: command, locks: orderId, decide: (_, work) => cancelling.cancel(command, work) },
    ]);
  const accept = () => new AcceptTicket(transaction, tickets).execute(orderId);

  const ticket = () => new TypeOrmTicketViews(database.dataSource).get(orderId);
  const replies = async () =>
    (await outboxContent(database)).flatMap(({ type, shardKey }) => (shardKey === orderId ? [type] : []));
  const noteOn = async ({ id }: Message) => {
    const [row] = await database.dataSource.query('SELECT outcome FROM inbox WHERE message_id = $1', [id]);
    return row.outcome as string | null;
  };

  it('opens a ticket when it hears of a validated order', async () => {
    await hear();
    expect(await ticket()).toMatchObject({ orderId, restaurantId, lineItems, state: 'OPEN' });
  });

  it('notes a second OrderValidated, and leaves the ticket as it is', async () => {
    await hear();
    await accept();
    const repeated = orderValidated();
    await hear(repeated);
    expect(await noteOn(repeated)).toBe('repeated: the ticket was opened');
    expect((await ticket()).state).toBe('ACCEPTED');
  });

  it('opens one ticket for ten events at once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => hear()));
    expect((await ticket()).state).toBe('OPEN');
  });

  it('cancels an open ticket', async () => {
    await hear();
    await cancel();
    expect(await ticket()).toMatchObject({ state: 'CANCELLED', lineItems });
    expect(await replies()).toEqual([TicketCancelled.type]);
  });

  it('never opens a ticket whose cancellation came first', async () => {
    const early = cancelTicket();
    await cancel(early);
    const late = orderValidated();
    await hear(late);
    expect(await ticket()).toMatchObject({ state: 'CANCELLED', lineItems: [] });
    expect(await replies()).toEqual([TicketCancelled.type]);
    expect(await noteOn(early)).toBe('early: the ticket will not be opened');
    expect(await noteOn(late)).toBe('late: the ticket is cancelled');
  });

  it('refuses to cancel an accepted ticket', async () => {
    await hear();
    await accept();
    await cancel();
    expect((await ticket()).state).toBe('ACCEPTED');
    expect(await replies()).toEqual(['TicketAccepted', TicketCancellationRefused.type]);
  });

  it('answers every command that asks for the same, also ten at once', async () => {
    await hear();
    await Promise.all(Array.from({ length: 10 }, () => cancel()));
    expect((await ticket()).state).toBe('CANCELLED');
    expect(await replies()).toEqual(Array(10).fill(TicketCancelled.type));
  });

  it('answers once when one command is delivered ten times at once', async () => {
    const command = cancelTicket();
    await Promise.all(Array.from({ length: 10 }, () => cancel(command)));
    expect(await replies()).toEqual([TicketCancelled.type]);
  });

  it('ends cancelled when the event and the cancellation arrive at once', async () => {
    await Promise.all([hear(), cancel(), hear(), cancel()]);
    expect((await ticket()).state).toBe('CANCELLED');
    expect(await replies()).toEqual([TicketCancelled.type, TicketCancelled.type]);
  });
});
