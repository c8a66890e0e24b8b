import { OrderPlaced } from '#contracts';
import type { PublishOutcome } from '#messaging';
import { eventually } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { RelayBed } from './testing/relay-bed.js';
import { relays, type RelayInstance } from './testing/relay-instance.js';

const NEVER_MS = 2 ** 31 - 1;

/** A database that can be read, and not be written to; it counts how often that was tried: sequences do not roll back. */
const REFUSE_REMOVALS = `
  CREATE SEQUENCE removals;
  CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'no space left, try number %', nextval('removals'); END $$;
  CREATE TRIGGER refuse_removal BEFORE INSERT ON published_messages FOR EACH ROW
    EXECUTE FUNCTION refuse_removal()`;

describe.each(relays)('the relay by %s', (kind) => {
  let bed: RelayBed;

  beforeAll(async () => {
    bed = await RelayBed.start();
  });
  beforeEach(() => bed.openOutbox());
  afterEach(() => bed.closeOutbox());
  afterAll(() => bed.stop());

  const startInstance = (intervalMs?: number): Promise<RelayInstance> => bed.startInstance(kind, intervalMs);

  it('publishes what was committed, in order, and removes it', async () => {
    const instance = await startInstance();
    await instance.placeAll([1, 2, 3], { shardKey: 'one' });
    expect(await bed.received.next(3)).toEqual([1, 2, 3]);
    await eventually(async () => expect(await bed.waiting()).toBe(0));
    expect(await bed.database.dataSource.query('SELECT type FROM published_messages')).toHaveLength(3);
  });

  it('publishes nothing of a transaction that is rolled back', async () => {
    const instance = await startInstance();
    await expect(instance.place(1, Promise.reject(new Error('no')))).rejects.toThrow('no');
    await instance.place(2);
    expect(await bed.received.next(1)).toEqual([2]);
  });

  it('publishes what commits late, though newer rows have gone before', async () => {
    const instance = await startInstance();
    let commit = () => {};
    const late = instance.place(1, new Promise<void>((resolve) => (commit = resolve)));
    await instance.place(2);
    expect(await bed.received.next(1)).toEqual([2]);
    commit();
    await late;
    expect(await bed.received.next(1)).toEqual([1]);
  });

  it('keeps a message that finds no queue, lets the others go, and delivers it when the queue is back', async () => {
    const instance = await startInstance();
    await bed.received.unbindEvents();
    await instance.validateOrder();
    await instance.place(2);
    expect(await bed.received.next(1)).toEqual([2]);
    await eventually(async () => expect(await bed.waiting()).toBe(1));
    await bed.received.bindEvents();
    await eventually(async () => expect(await bed.waiting()).toBe(0));
    await eventually(async () =>
      expect((await bed.received.amqp.checkQueue('restaurant.events')).messageCount).toBe(1),
    );
  });

  it('is not held up by a queue that refuses what comes, and delivers it when the queue takes it', async () => {
    await bed.broker.limitQueues('^restaurant.events$', 1);
    const stored = bed.instance(kind);
    await stored.validateOrders(600);
    await stored.place(1);
    const instance = await startInstance();
    expect(await bed.received.next(1)).toEqual([1]);
    expect(await bed.waiting()).toBeGreaterThan(0);
    await bed.broker.limitQueues('^restaurant.events$', 10_000);
    await instance.place(2);
    expect(await bed.received.next(1)).toEqual([2]);
    await eventually(async () => expect(await bed.waiting()).toBe(0));
    await bed.received.amqp.purgeQueue('restaurant.events');
  });

  it('is not held up by more messages without a queue than it takes at a time', async () => {
    await bed.received.unbindEvents();
    const stored = bed.instance(kind);
    await stored.validateOrders(1_200);
    await stored.place(1);
    const instance = await startInstance(NEVER_MS);
    await instance.wake();
    expect(await bed.received.next(1)).toEqual([1]);
    await bed.received.bindEvents();
  });

  it('never skips what the broker refuses, nor lets what follows pass it', async () => {
    const instance = await startInstance();
    const publish = jest.spyOn(instance.publisher, 'publish');
    for (const reason of ['refused', 'refused again'])
      publish.mockResolvedValueOnce({ confirmed: false, refused: false, reason });
    await instance.placeAll([1, 2, 3], { shardKey: 'one' });
    expect(await bed.received.next(3)).toEqual([1, 2, 3]);
    await eventually(async () => expect(await bed.waiting()).toBe(0));
  });

  it('does not publish again what the database cannot remove, and removes it as soon as it can', async () => {
    await bed.database.dataSource.query(REFUSE_REMOVALS);
    const instance = await startInstance();
    const publish = jest.spyOn(instance.publisher, 'publish');
    await instance.place(1);
    await eventually(async () => expect(await bed.ask('last_value > 3', 'FROM removals')).toBe(true));
    expect(publish).toHaveBeenCalledTimes(1);

    await bed.database.dataSource.query('DROP FUNCTION refuse_removal CASCADE');
    await instance.place(2);
    expect(await bed.received.next(2)).toEqual([1, 2]);
    await eventually(async () => expect(await bed.waiting()).toBe(0));
    expect(publish).toHaveBeenCalledTimes(2);

    if (kind === 'log-tailing') {
      const end = await bed.position();
      await eventually(async () => expect(await bed.isAcknowledged(end)).toBe(true));
    }
  });

  it('does not wait for the broker before it sends more, but for messages of the same stream', async () => {
    const instance = await startInstance();
    const first = Promise.withResolvers<PublishOutcome>();
    const publish = jest.spyOn(instance.publisher, 'publish').mockReturnValueOnce(first.promise);
    await instance.placeAll([1], { shardKey: 'one' });
    await eventually(() => expect(publish).toHaveBeenCalledTimes(1));
    await instance.placeAll([2], { shardKey: 'one' });
    await instance.place(3);
    expect(await bed.received.next(1)).toEqual([3]);
    first.resolve({ confirmed: true });
    expect(await bed.received.next(1)).toEqual([2]);
    await eventually(async () => expect(await bed.waiting()).toBe(0));
  });

  it('publishes more than it holds in memory, in order', async () => {
    const instance = await startInstance();
    const many = Array.from({ length: 2_500 }, (_, index) => index + 1);
    await instance.placeAll(many);
    expect(await bed.received.next(many.length)).toEqual(many);
    await eventually(async () => expect(await bed.waiting()).toBe(0));
  });

  it('lets an event go that nobody subscribes to', async () => {
    const { transaction } = await startInstance();
    const orderId = randomUUIDv7();
    const order = { orderId, consumerId: randomUUIDv7(), restaurantId: randomUUIDv7(), orderTotal: 1 };
    const lineItems = [{ menuItemId: 'samosa', quantity: 1 }];
    await transaction.run(async (work) =>
      work.publish(OrderPlaced, { ...order, lineItems }, { shardKey: orderId }),
    );
    await eventually(async () => expect(await bed.waiting()).toBe(0));
  });

  it('has one leader, which publishes for both instances, and a successor when it dies', async () => {
    const first = await startInstance();
    await eventually(() => expect(first.leader.isHeld()).toBe(true));
    const second = await startInstance();
    await second.place(1);
    expect(await bed.received.next(1)).toEqual([1]);
    expect(second.leader.isHeld()).toBe(false);

    await bed.stopInstance(first);
    await second.place(2);
    expect(await bed.received.next(1)).toEqual([2]);
    expect(second.leader.isHeld()).toBe(true);
  });

  it('carries on when its database sessions are terminated', async () => {
    const instance = await startInstance();
    await instance.place(1);
    expect(await bed.received.next(1)).toEqual([1]);
    await eventually(async () => expect(await bed.waiting()).toBe(0));
    await bed.database.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'relay under test'`,
    );
    await instance.place(2);
    expect(await bed.received.next(1)).toEqual([2]);
  });
});
