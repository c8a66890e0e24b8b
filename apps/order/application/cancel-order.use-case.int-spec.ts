import {
  ConsumerValidated,
  OrderDetailsValidated,
  OrderDetailsValidationFailed,
  TicketCancellationRefused,
  TicketCancelled,
} from '#contracts';
import { createTestDatabase, type TestDatabase } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { OrderNotFound, TransitionNotAllowed } from '../domain/order-errors.js';
import { dataSourceOptions } from '../persistence/data-source.js';
import { marthasOrder, OrderDesk } from '../testing/order-desk.js';
import { noteOn, typesOf } from '../testing/traces.js';

const BEGINNING = ['ValidateConsumerInfo', 'ValidateOrderDetails', 'OrderPlaced'];
const ROUNDS = 10;

describe('CancelOrder', () => {
  let database: TestDatabase;
  let desk: OrderDesk;

  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
    desk = new OrderDesk(database);
  });
  afterAll(() => database.drop());

  const placed = async () => (await desk.placeOrder.execute(marthasOrder)).orderId;
  const consumerAgrees = (orderId: string) => desk.participantReplies(ConsumerValidated, { orderId });
  const restaurantAgrees = (orderId: string) => desk.participantReplies(OrderDetailsValidated, { orderId });
  const validated = async () => {
    const orderId = await placed();
    await consumerAgrees(orderId);
    await restaurantAgrees(orderId);
    return orderId;
  };
  const cancel = (orderId: string) => desk.cancelOrder.execute(orderId);
  const ticketIsDropped = (orderId: string) => desk.kitchenReplies(TicketCancelled, { orderId });
  const kitchenRefuses = (orderId: string) =>
    desk.kitchenReplies(TicketCancellationRefused, { orderId, reason: 'TICKET_ACCEPTED' });
  const sentSince = async (orderId: string) => (await typesOf(database, orderId)).slice(BEGINNING.length);

  it('cancels a PENDING order at once, and has the credit given back', async () => {
    const orderId = await placed();
    const cancelled = await cancel(orderId);
    expect(cancelled).toMatchObject({ orderId, state: 'CANCELLED', version: 2 });
    expect(cancelled).toEqual(await desk.views.get(orderId));
    expect(await sentSince(orderId)).toEqual(['ReleaseConsumerCredit', 'OrderCancelled']);
  });

  it('asks the kitchen first for a VALIDATED one', async () => {
    const orderId = await validated();
    const asked = await cancel(orderId);
    expect(asked).toMatchObject({ state: 'CANCEL_PENDING', version: 3 });
    expect(asked).toEqual(await desk.views.get(orderId));
    expect(await sentSince(orderId)).toEqual(['OrderValidated', 'CancelTicket']);
  });

  it('is done when the kitchen has dropped the ticket', async () => {
    const orderId = await validated();
    await cancel(orderId);
    await ticketIsDropped(orderId);
    expect((await desk.views.get(orderId)).state).toBe('CANCELLED');
    expect((await sentSince(orderId)).slice(2)).toEqual(['ReleaseConsumerCredit', 'OrderCancelled']);
  });

  it('is undone when the kitchen refuses, and may be tried again', async () => {
    const orderId = await validated();
    await cancel(orderId);
    await kitchenRefuses(orderId);
    expect((await desk.views.get(orderId)).state).toBe('VALIDATED');
    await cancel(orderId);
    await ticketIsDropped(orderId);
    expect((await desk.views.get(orderId)).state).toBe('CANCELLED');
  });

  it.each([
    ['PENDING', placed, 2],
    ['VALIDATED', validated, 3],
  ] as const)('changes a %s order once, however often it is asked', async (_, anOrder, version) => {
    const orderId = await anOrder();
    const answers = await Promise.all(Array.from({ length: 5 }, () => cancel(orderId)));
    expect(answers.map((answer) => answer.version)).toEqual(Array(5).fill(version));
  });

  it('is refused for a rejected order', async () => {
    const orderId = await placed();
    await desk.participantReplies(OrderDetailsValidationFailed, { orderId, reason: 'UNKNOWN_MENU_ITEM' });
    await expect(cancel(orderId)).rejects.toThrow(new TransitionNotAllowed(orderId, 'REJECTED', 'cancel'));
  });

  it('knows no order that was not placed', async () => {
    await expect(cancel(randomUUIDv7())).rejects.toThrow(OrderNotFound);
  });

  it('is not disturbed by the replies to an order that it has cancelled', async () => {
    const orderId = await placed();
    const cancelled = await cancel(orderId);
    const sent = await sentSince(orderId);
    for (const late of [consumerAgrees, restaurantAgrees])
      expect(await noteOn(database, await late(orderId))).toBe('late: the saga has failed');
    expect([await desk.views.get(orderId), await sentSince(orderId)]).toEqual([cancelled, sent]);
  });

  it('notes what the kitchen says twice', async () => {
    const orderId = await validated();
    await cancel(orderId);
    await ticketIsDropped(orderId);
    const cancelled = await desk.views.get(orderId);
    expect(await noteOn(database, await ticketIsDropped(orderId))).toBe('late: the saga has completed');
    expect(await noteOn(database, await kitchenRefuses(orderId))).toBe('late: the saga has completed');
    expect(await desk.views.get(orderId)).toEqual(cancelled);
  });

  it('and the reply that would validate the order come to one end, whichever is first', async () => {
    const ends = {
      CANCELLED: ['ReleaseConsumerCredit', 'OrderCancelled'],
      CANCEL_PENDING: ['OrderValidated', 'CancelTicket'],
    };
    for (let round = 0; round < ROUNDS; round++) {
      const orderId = await placed();
      await consumerAgrees(orderId);
      const [answer] = await Promise.all([cancel(orderId), restaurantAgrees(orderId)]);
      expect(await desk.views.get(orderId)).toEqual(answer);
      expect(await sentSince(orderId)).toEqual(ends[answer.state as keyof typeof ends]);
    }
  });
});
