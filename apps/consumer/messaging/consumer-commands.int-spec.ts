import { ReleaseConsumerCredit, ValidateConsumerInfo } from '#contracts';
import { createTestDatabase, outboxContent, type TestDatabase } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { dataSourceOptions } from '../persistence/data-source.js';
import { answersOn, ledgerOf, outcomesOf, reservationsOf } from '../testing/ledger.js';
import { commandOf, receivingSide } from '../testing/receiving-side.js';

const name = { firstName: 'Percy', lastName: 'Bramble' };
const stranger = 'c0000000-0000-4000-8000-00000000ffff';

describe('the commands of the consumer service', () => {
  let database: TestDatabase;
  let service: ReturnType<typeof receivingSide>;

  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
    service = receivingSide(database);
  });
  afterAll(() => database.drop());

  const consumerWith = async (creditLimit: number): Promise<string> =>
    (await service.register.execute({ name, creditLimit })).consumerId;
  const orderOf = (consumerId: string, orderTotal: number) => ({
    orderId: randomUUIDv7(),
    consumerId,
    orderTotal,
  });
  type Order = ReturnType<typeof orderOf>;
  const validate = (order: Order) => service.validate(commandOf(ValidateConsumerInfo, order));
  const release = ({ orderId, consumerId }: Order) =>
    service.release(commandOf(ReleaseConsumerCredit, { orderId, consumerId }));
  const tenTimes = (deliver: () => Promise<void>) => Promise.all(Array.from({ length: 10 }, deliver));

  describe('ValidateConsumerInfo', () => {
    it('holds the credit, and answers on the channel and for the saga that asked', async () => {
      const order = orderOf(await consumerWith(2000), 1234);
      const message = commandOf(ValidateConsumerInfo, order);
      await service.validate(message);
      expect(await ledgerOf(database, order.consumerId)).toEqual({ heldCredit: 1234, sumOfHeld: 1234 });
      expect(await outboxContent(database)).toContainEqual({
        type: 'ConsumerValidated',
        channel: 'order.replies',
        shardKey: order.orderId,
        correlationId: message.correlationId,
        body: { orderId: order.orderId },
      });
    });

    it('refuses a consumer that nobody knows', async () => {
      const order = orderOf(stranger, 1);
      await validate(order);
      expect(await answersOn(database, order.orderId)).toEqual(['UNKNOWN_CONSUMER']);
    });

    it('refuses a suspended consumer', async () => {
      const order = orderOf(await consumerWith(50_000), 1);
      await service.suspend.execute(order.consumerId);
      await validate(order);
      expect(await answersOn(database, order.orderId)).toEqual(['CONSUMER_SUSPENDED']);
    });

    it('refuses what is above the credit that is left, and holds nothing for it', async () => {
      const consumerId = await consumerWith(2000);
      await validate(orderOf(consumerId, 1500));
      const order = orderOf(consumerId, 501);
      await validate(order);
      expect(await answersOn(database, order.orderId)).toEqual(['INSUFFICIENT_CREDIT']);
      expect(await reservationsOf(database, consumerId)).toEqual(['REFUSED 0', 'HELD 1500']);
    });

    it('answers a refused order alike under a new message id, though there is credit by now', async () => {
      const consumerId = await consumerWith(2000);
      const other = orderOf(consumerId, 1500);
      await validate(other);
      const order = orderOf(consumerId, 501);
      await validate(order);
      await release(other);
      await validate(order);
      expect(await answersOn(database, order.orderId)).toEqual(Array(2).fill('INSUFFICIENT_CREDIT'));
      expect(await ledgerOf(database, consumerId)).toEqual({ heldCredit: 0, sumOfHeld: 0 });
    });

    it('refuses an order once when nobody knows the consumer and the command comes ten times', async () => {
      const order = orderOf(randomUUIDv7(), 1);
      await tenTimes(() => validate(order));
      expect(await answersOn(database, order.orderId)).toEqual(Array(10).fill('UNKNOWN_CONSUMER'));
      expect(await reservationsOf(database, order.consumerId)).toEqual(['REFUSED 0']);
    });

    it('handles one message once, however often it is delivered at the same time', async () => {
      const order = orderOf(await consumerWith(2000), 100);
      const message = commandOf(ValidateConsumerInfo, order);
      await tenTimes(() => service.validate(message));
      expect(await reservationsOf(database, order.consumerId)).toEqual(['HELD 100']);
      expect(await answersOn(database, order.orderId)).toEqual(['ConsumerValidated']);
    });

    it('holds once and answers alike when the command is sent ten times', async () => {
      const order = orderOf(await consumerWith(100), 100);
      await tenTimes(() => validate(order));
      expect(await ledgerOf(database, order.consumerId)).toEqual({ heldCredit: 100, sumOfHeld: 100 });
      expect(await answersOn(database, order.orderId)).toEqual(Array(10).fill('ConsumerValidated'));
    });

    it('never holds more than the limit, whatever comes at the same time', async () => {
      const consumerId = await consumerWith(2000);
      const orders = Array.from({ length: 20 }, () => orderOf(consumerId, 600));
      await Promise.all(orders.map(validate));
      expect(await ledgerOf(database, consumerId)).toEqual({ heldCredit: 1800, sumOfHeld: 1800 });
      const answers = await Promise.all(orders.map(({ orderId }) => answersOn(database, orderId)));
      expect(answers.flat().toSorted()).toEqual([
        ...Array(3).fill('ConsumerValidated'),
        ...Array(17).fill('INSUFFICIENT_CREDIT'),
      ]);
    });
  });

  describe('ReleaseConsumerCredit', () => {
    it('gives the credit back, without an answer', async () => {
      const order = orderOf(await consumerWith(2000), 1234);
      await validate(order);
      await release(order);
      expect(await ledgerOf(database, order.consumerId)).toEqual({ heldCredit: 0, sumOfHeld: 0 });
      expect(await answersOn(database, order.orderId)).toEqual(['ConsumerValidated']);
    });

    it('gives it back once when the command is sent ten times', async () => {
      const consumerId = await consumerWith(2000);
      const order = orderOf(consumerId, 600);
      await Promise.all([validate(order), validate(orderOf(consumerId, 700))]);
      await tenTimes(() => release(order));
      expect(await ledgerOf(database, consumerId)).toEqual({ heldCredit: 700, sumOfHeld: 700 });
      expect(await reservationsOf(database, consumerId)).toEqual(['RELEASED 600', 'HELD 700']);
    });

    it('keeps credit from being held that is reserved after its release', async () => {
      const order = orderOf(await consumerWith(2000), 1234);
      await release(order);
      await validate(order);
      expect(await reservationsOf(database, order.consumerId)).toEqual(['RELEASED 0']);
      expect(await answersOn(database, order.orderId)).toEqual([]);
      expect(await outcomesOf(database, order.orderId)).toEqual([
        'nothing was held: from now on nothing will be',
        'released before: nothing is held',
      ]);
    });

    it('stays released when the reservation is repeated', async () => {
      const order = orderOf(await consumerWith(2000), 1234);
      await validate(order);
      await release(order);
      await validate(order);
      expect(await ledgerOf(database, order.consumerId)).toEqual({ heldCredit: 0, sumOfHeld: 0 });
      expect(await answersOn(database, order.orderId)).toEqual(['ConsumerValidated']);
    });

    it('changes nothing for an order that was refused', async () => {
      const order = orderOf(await consumerWith(100), 101);
      await validate(order);
      await release(order);
      expect(await reservationsOf(database, order.consumerId)).toEqual(['REFUSED 0']);
      expect(await outcomesOf(database, order.orderId)).toEqual([
        null,
        'nothing was held: the credit was refused',
      ]);
    });

    it('leaves one tombstone for a consumer that nobody knows', async () => {
      const order = orderOf(randomUUIDv7(), 1);
      await tenTimes(() => release(order));
      expect(await reservationsOf(database, order.consumerId)).toEqual(['RELEASED 0']);
    });
  });

  it('adds up in whatever order reservations and releases come', async () => {
    const consumerId = await consumerWith(1_000_000);
    const orders = Array.from({ length: 30 }, (_, index) => orderOf(consumerId, index + 1));
    const givenUp = orders.filter((_, index) => index % 3 !== 0);
    const deliveries = [
      ...givenUp.slice(0, 10).map((order) => () => release(order)),
      ...orders.map((order) => () => validate(order)),
      ...orders.slice(0, 15).map((order) => () => validate(order)),
      ...givenUp.map((order) => () => release(order)),
    ];
    await Promise.all(deliveries.map((deliver) => deliver()));
    const kept = orders.filter((order) => !givenUp.includes(order));
    const held = kept.reduce((sum, { orderTotal }) => sum + orderTotal, 0);
    expect(await ledgerOf(database, consumerId)).toEqual({ heldCredit: held, sumOfHeld: held });
  });
});
