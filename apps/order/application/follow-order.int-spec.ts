import { createTestDatabase, eventually, type TestDatabase } from '#testing';
import { OrderNotFound } from '../domain/order-errors.js';
import { dataSourceOptions } from '../persistence/data-source.js';
import { TypeOrmOrderViews } from '../persistence/typeorm-order-views.js';
import { cancelValidated, validate } from '../testing/followed-order.js';
import { marthasOrder, OrderDesk } from '../testing/order-desk.js';
import { FollowOrder } from './follow-order.js';
import type { OrderView } from './order-views.js';
import { OrderWatch } from './order-watch.js';

const INTERVAL_MS = 20;
const ROOM = 50;
const NEVER = new AbortController().signal;

/** The real thing, keeping note of what it is asked. */
class OverheardViews extends TypeOrmOrderViews {
  readonly asked: (readonly string[])[] = [];

  override versions(orderIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    this.asked.push(orderIds);
    return super.versions(orderIds);
  }
}

/** The orders are moved by a desk, as another instance of the service does it. */
describe('FollowOrder', () => {
  let database: TestDatabase;
  let desk: OrderDesk;
  let views: OverheardViews;
  let watch: OrderWatch;
  let follow: FollowOrder;

  beforeAll(async () => {
    database = await createTestDatabase(dataSourceOptions);
    desk = new OrderDesk(database);
  });
  beforeEach(() => {
    views = new OverheardViews(database.dataSource);
    watch = new OrderWatch(views, { intervalMs: INTERVAL_MS, most: ROOM });
    follow = new FollowOrder(views, watch);
  });
  afterEach(() => watch.beforeApplicationShutdown());
  afterAll(() => database.drop());

  const place = (): Promise<OrderView> => desk.placeOrder.execute(marthasOrder);
  const beingWatched = (orderId: string) => eventually(() => expect(views.asked.at(-1)).toContain(orderId));

  async function statesAfter(orderId: string, version: number, until = NEVER): Promise<string[]> {
    const states: string[] = [];
    for await (const order of follow.after(orderId, version, until))
      states.push(`${order.version} ${order.state}`);
    return states;
  }

  describe('waiting for the decision on an order', () => {
    it('ends when there is one', async () => {
      const order = await place();
      const decided = follow.decided(order, NEVER);
      await beingWatched(order.orderId);
      await validate(desk, order.orderId);
      expect(await decided).toMatchObject({ orderId: order.orderId, state: 'VALIDATED', version: 2 });
    });

    it('ends at once where there is one', async () => {
      const { orderId } = await place();
      await validate(desk, orderId);
      const order = await views.get(orderId);
      expect(await follow.decided(order, NEVER)).toEqual(order);
      expect(views.asked).toEqual([]);
    });

    it('ends without one when it is given up', async () => {
      const order = await place();
      const giveUp = new AbortController();
      const decided = follow.decided(order, giveUp.signal);
      await beingWatched(order.orderId);
      giveUp.abort();
      expect(await decided).toEqual(order);
    });

    it('is one query for all of them, and none when nobody waits', async () => {
      const orders = await Promise.all(Array.from({ length: ROOM }, place));
      const decided = orders.map((order) => follow.decided(order, NEVER));
      await eventually(() => expect(views.asked.at(-1)).toHaveLength(ROOM));
      expect(follow.hasRoom()).toBe(false);
      for (const { orderId } of orders) await desk.cancelOrder.execute(orderId);
      for (const order of await Promise.all(decided)) expect(order.state).toBe('CANCELLED');
      const { length } = views.asked;
      await watch.changed(await place(), AbortSignal.timeout(INTERVAL_MS));
      expect(views.asked[length]).toHaveLength(1);
    });

    it('is for so many; the next are answered at once', async () => {
      const order = await place();
      const waiting = Array.from({ length: ROOM }, () => follow.decided(order, NEVER));
      expect(await follow.decided(order, NEVER)).toEqual(order);
      await desk.cancelOrder.execute(order.orderId);
      await Promise.all(waiting);
      expect(follow.hasRoom()).toBe(true);
    });

    it('ends with the service', async () => {
      const order = await place();
      const decided = follow.decided(order, NEVER);
      watch.beforeApplicationShutdown();
      expect(await decided).toEqual(order);
      expect(follow.hasRoom()).toBe(false);
      expect(await follow.decided(order, NEVER)).toEqual(order);
    });

    it('outlasts a database that is away for a moment', async () => {
      const order = await place();
      const failing = jest.spyOn(views, 'versions').mockRejectedValue(new Error('Connection terminated'));
      const decided = follow.decided(order, NEVER);
      await eventually(() => expect(failing.mock.calls.length).toBeGreaterThan(1));
      failing.mockRestore();
      await desk.cancelOrder.execute(order.orderId);
      expect(await decided).toMatchObject({ state: 'CANCELLED' });
    });
  });

  describe('the versions of an order', () => {
    it('come as they happen, none is missing, and the last is final', async () => {
      const { orderId } = await place();
      const states = statesAfter(orderId, 0);
      await beingWatched(orderId);
      await validate(desk, orderId);
      await cancelValidated(desk, orderId);
      expect(await states).toEqual(['1 PENDING', '2 VALIDATED', '3 CANCEL_PENDING', '4 CANCELLED']);
    });

    it('are told again from the one that was seen last', async () => {
      const placed = await place();
      await validate(desk, placed.orderId);
      await cancelValidated(desk, placed.orderId);
      const [, ...later] = await views.after({ orderId: placed.orderId, version: 0 });
      expect(await views.after(placed)).toEqual(later);
      expect(await statesAfter(placed.orderId, 2)).toEqual(['3 CANCEL_PENDING', '4 CANCELLED']);
    });

    it('are each as the order was then', async () => {
      const placed = await place();
      await validate(desk, placed.orderId);
      const validated = await views.get(placed.orderId);
      await cancelValidated(desk, placed.orderId);
      const versions = await views.after({ orderId: placed.orderId, version: 0 });
      expect(versions).toEqual([placed, validated, expect.anything(), await views.get(placed.orderId)]);
    });

    it('end with a rejection', async () => {
      const { orderId } = await place();
      await desk.validation.timeOut(orderId);
      const [, rejected] = await views.after({ orderId, version: 0 });
      expect(rejected).toMatchObject({ state: 'REJECTED', rejectionReason: 'VALIDATION_TIMED_OUT' });
      expect(await statesAfter(orderId, 0)).toEqual(['1 PENDING', '2 REJECTED']);
    });

    it('are the first and the newest, when the others are no longer kept', async () => {
      const { orderId } = await place();
      await validate(desk, orderId);
      await cancelValidated(desk, orderId);
      await database.dataSource.query('DELETE FROM order_transitions');
      expect(await statesAfter(orderId, 0)).toEqual(['1 PENDING', '4 CANCELLED']);
    });

    it('are those so far, when it is given up', async () => {
      const { orderId } = await place();
      const giveUp = new AbortController();
      const states = statesAfter(orderId, 0, giveUp.signal);
      await beingWatched(orderId);
      giveUp.abort();
      expect(await states).toEqual(['1 PENDING']);
    });

    it('are none of an order that was not placed', async () => {
      await expect(statesAfter('f0000000-0000-4000-8000-000000000000', 0)).rejects.toThrow(OrderNotFound);
    });
  });
});
