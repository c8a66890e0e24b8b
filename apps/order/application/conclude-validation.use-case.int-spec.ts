import {
  ConsumerValidated,
  ConsumerValidationFailed,
  OrderDetailsValidated,
  OrderDetailsValidationFailed,
} from '#contracts';
import { createTestDatabase, type TestDatabase } from '#testing';
import { dataSourceOptions } from '../persistence/data-source.js';
import { marthasOrder, OrderDesk } from '../testing/order-desk.js';
import { noteOn, typesOf } from '../testing/traces.js';

const BEGINNING = ['ValidateConsumerInfo', 'ValidateOrderDetails', 'OrderPlaced'];

describe('ConcludeValidation', () => {
  let database: TestDatabase;
  let desk: OrderDesk;
  let orderId: string;

  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
    desk = new OrderDesk(database);
  });
  afterAll(() => database.drop());
  beforeEach(async () => ({ orderId } = await desk.placeOrder.execute(marthasOrder)));

  const order = () => desk.views.get(orderId);
  const consumerAgrees = () => desk.participantReplies(ConsumerValidated, { orderId });
  const restaurantAgrees = () => desk.participantReplies(OrderDetailsValidated, { orderId });
  const creditIsShort = () =>
    desk.participantReplies(ConsumerValidationFailed, { orderId, reason: 'INSUFFICIENT_CREDIT' });
  const dishIsUnknown = () =>
    desk.participantReplies(OrderDetailsValidationFailed, { orderId, reason: 'UNKNOWN_MENU_ITEM' });
  const sentSince = async () => (await typesOf(database, orderId)).slice(BEGINNING.length);

  it('leaves an order PENDING until both participants have agreed', async () => {
    await consumerAgrees();
    expect(await order()).toMatchObject({ state: 'PENDING', version: 1 });
    await restaurantAgrees();
    expect(await order()).toMatchObject({ state: 'VALIDATED', version: 2 });
    expect(await sentSince()).toEqual(['OrderValidated']);
  });

  it('validates once when both replies are handled at the same time', async () => {
    await Promise.all([consumerAgrees(), restaurantAgrees()]);
    expect(await order()).toMatchObject({ state: 'VALIDATED', version: 2 });
    expect(await sentSince()).toEqual(['OrderValidated']);
  });

  it('rejects at the first refusal, and has the credit given back', async () => {
    await dishIsUnknown();
    expect(await order()).toMatchObject({ state: 'REJECTED', rejectionReason: 'UNKNOWN_MENU_ITEM' });
    expect(await sentSince()).toEqual(['ReleaseConsumerCredit', 'OrderRejected']);
  });

  it('has nothing given back where no credit was held', async () => {
    await creditIsShort();
    expect(await order()).toMatchObject({ state: 'REJECTED', rejectionReason: 'INSUFFICIENT_CREDIT' });
    expect(await sentSince()).toEqual(['OrderRejected']);
  });

  it('rejects at the deadline, once', async () => {
    await Promise.all([desk.validation.timeOut(orderId), desk.validation.timeOut(orderId)]);
    expect(await order()).toMatchObject({ rejectionReason: 'VALIDATION_TIMED_OUT', version: 2 });
    expect(await sentSince()).toEqual(['ReleaseConsumerCredit', 'OrderRejected']);
  });

  it('has no deadline for a validated order', async () => {
    await consumerAgrees();
    await restaurantAgrees();
    await desk.validation.timeOut(orderId);
    expect(await order()).toMatchObject({ state: 'VALIDATED', version: 2 });
  });

  it('notes a late reply, and changes nothing', async () => {
    await desk.validation.timeOut(orderId);
    const rejected = await order();
    const sent = await sentSince();
    for (const late of [consumerAgrees, restaurantAgrees, dishIsUnknown])
      expect(await noteOn(database, await late())).toBe('late: the saga has failed');
    expect([await order(), await sentSince()]).toEqual([rejected, sent]);
  });

  it('notes a repeated reply, and changes nothing', async () => {
    await consumerAgrees();
    const notes = [
      await noteOn(database, await consumerAgrees()),
      await noteOn(database, await creditIsShort()),
    ];
    expect(notes).toEqual(Array(2).fill('repeated: validate consumer is settled'));
    expect(await order()).toMatchObject({ state: 'PENDING', version: 1 });
    expect(await sentSince()).toEqual([]);
  });

  it('comes to one end when the deadline and the last reply meet', async () => {
    await consumerAgrees();
    await Promise.all([restaurantAgrees(), desk.validation.timeOut(orderId)]);
    const { state } = await order();
    const messages = { VALIDATED: ['OrderValidated'], REJECTED: ['ReleaseConsumerCredit', 'OrderRejected'] };
    expect(await sentSince()).toEqual(messages[state as keyof typeof messages]);
  });
});
