import { readEvents, type Order, type ServerSentEvent } from '#gateway-client';
import { ajanta, eventually, fiveVindaloos, martha, percy, type StartedService } from '#testing';
import { FollowOrder } from '../application/follow-order.js';
import { cancelValidated, validate } from '../testing/followed-order.js';
import { OrderDesk } from '../testing/order-desk.js';
import { startOrderService } from '../testing/order-service.js';

const MOST_WATCHERS = 2;

describe('who waits for an order', () => {
  let service: StartedService;
  let desk: OrderDesk;
  let origin: string;
  let asMartha: string;

  beforeEach(async () => {
    service = await startOrderService({
      variables: { WATCH_INTERVAL_MS: '20', MOST_WATCHERS: String(MOST_WATCHERS) },
    });
    await service.app.listen(0, '127.0.0.1');
    origin = await service.app.getUrl();
    asMartha = await service.issuer.bearer('consumer', martha);
    desk = new OrderDesk(service.database);
  });
  afterEach(() => service.stop());

  const get = (path: string, headers: object = {}, signal?: AbortSignal) =>
    fetch(`${origin}/orders/${path}`, { headers: { authorization: asMartha, ...headers }, signal });
  const placed = async (): Promise<string> => {
    const headers = { authorization: asMartha };
    const order = await service.app.inject({
      method: 'POST',
      url: '/orders',
      headers,
      payload: fiveVindaloos(martha),
    });
    return order.json<Order>().orderId;
  };
  const stream = async (orderId: string, lastEventId?: number) => {
    const seen = lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) };
    return readEvents<Order>(await get(`${orderId}/stream`, seen));
  };
  const next = async (events: AsyncGenerator<ServerSentEvent<Order>>): Promise<string | undefined> => {
    const { value } = await events.next();
    return value && `${value.id} ${value.data.state}`;
  };

  describe('by Prefer: wait', () => {
    const decision = (orderId: string, signal?: AbortSignal) => get(orderId, { prefer: 'wait=30' }, signal);
    const grantedAt = (response: Response) => response.headers.get('preference-applied');

    const nobodyElseMayWait = () =>
      eventually(() => expect(service.app.get(FollowOrder, { strict: false }).hasRoom()).toBe(false));

    it('is answered when it is decided', async () => {
      const orderId = await placed();
      const answer = decision(orderId);
      await validate(desk, orderId);
      expect(await (await answer).json()).toMatchObject({ state: 'VALIDATED' });
      expect(grantedAt(await answer)).toBe('wait=30');
    });

    it('is answered with what there is when the time is over', async () => {
      const response = await get(await placed(), { prefer: 'respond-async, wait=0' });
      expect(grantedAt(response)).toBe('wait=0');
      expect(await response.json()).toMatchObject({ state: 'PENDING' });
    });

    it('does not learn what it may not see', async () => {
      const authorization = await service.issuer.bearer('consumer', percy);
      expect((await get(await placed(), { authorization, prefer: 'wait=30' })).status).toBe(403);
    });

    it('is answered at once where too many wait, and makes room when it goes', async () => {
      const orderId = await placed();
      const client = new AbortController();
      const waiting = Array.from({ length: MOST_WATCHERS }, () => decision(orderId, client.signal));
      await nobodyElseMayWait();
      expect(grantedAt(await get(orderId, { prefer: 'wait=0' }))).toBeNull();
      client.abort();
      expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual([
        'rejected',
        'rejected',
      ]);
      await eventually(async () =>
        expect(grantedAt(await get(orderId, { prefer: 'wait=0' }))).toBe('wait=0'),
      );
    });

    it('is answered when the service is about to stop', async () => {
      const orderId = await placed();
      const answers = Promise.all([decision(orderId), decision(orderId)]);
      await nobodyElseMayWait();
      await service.app.close();
      for (const response of await answers) expect(await response.json()).toMatchObject({ state: 'PENDING' });
    });
  });

  describe('by a stream', () => {
    it('hears of each version, and that there will be no more', async () => {
      const orderId = await placed();
      const response = await get(`${orderId}/stream`);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const events = readEvents<Order>(response);
      expect(await next(events)).toBe('1 PENDING');
      await validate(desk, orderId);
      expect(await next(events)).toBe('2 VALIDATED');
      await cancelValidated(desk, orderId);
      expect([await next(events), await next(events)]).toEqual(['3 CANCEL_PENDING', '4 CANCELLED']);
      expect(await events.next()).toEqual({ done: true, value: undefined });
      expect((await get(`${orderId}/stream`, { 'last-event-id': '4' })).status).toBe(204);
    });

    it('is shown the order as GET shows it', async () => {
      const orderId = await placed();
      const { value } = await (await stream(orderId)).next();
      expect(value?.data).toEqual(await (await get(orderId)).json());
    });

    it('goes on after the event that it has seen last', async () => {
      const orderId = await placed();
      await validate(desk, orderId);
      expect(await next(await stream(orderId, 1))).toBe('2 VALIDATED');
      const events = await stream(orderId, 2);
      await cancelValidated(desk, orderId);
      expect(await next(events)).toBe('3 CANCEL_PENDING');
    });

    it('may be a party of the order alone', async () => {
      const orderId = await placed();
      const statusFor = async (role: string, partyId?: string) => {
        const authorization = await service.issuer.bearer(role, partyId);
        const response = await get(`${orderId}/stream`, { authorization });
        await response.body?.cancel();
        return response.status;
      };
      expect(await statusFor('restaurant', ajanta)).toBe(200);
      expect(await statusFor('operator')).toBe(200);
      expect(await statusFor('consumer', percy)).toBe(403);
      expect((await get(`${martha}/stream`)).status).toBe(404);
    });

    it.each(['-1', '1.5', 'last', ''])('is refused with the Last-Event-ID "%s"', async (lastEventId) => {
      const response = await get(`${await placed()}/stream`, { 'last-event-id': lastEventId });
      expect([response.status, await response.json()]).toEqual([
        400,
        expect.objectContaining({ type: '/problems/invalid-request' }),
      ]);
    });

    it('makes room when it goes', async () => {
      const orderId = await placed();
      const streams: Response[] = [];
      const granted = async () =>
        (await get(orderId, { prefer: 'wait=0' })).headers.get('preference-applied');
      await eventually(async () => {
        streams.push(await get(`${orderId}/stream`));
        expect(await granted()).toBeNull();
      });
      await Promise.all(streams.map(({ body }) => body?.cancel()));
      await eventually(async () => expect(await granted()).toBe('wait=0'));
    });

    it('is let go when the service is about to stop', async () => {
      const events = await stream(await placed());
      expect(await next(events)).toBe('1 PENDING');
      const stopped = service.app.close();
      expect(await next(events)).toBeUndefined();
      await stopped;
    });
  });
});
