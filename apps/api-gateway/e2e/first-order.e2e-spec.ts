import type { GatewayClient, Order, Timeline } from '#gateway-client';
import { ajanta, eventually, fiveVindaloos, martha } from '#testing';
import { logIn } from './callers.js';
import { quiet } from './quiet.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('the first order', () => {
  let customer: GatewayClient;
  let staff: GatewayClient;
  beforeAll(async () => {
    [customer, staff] = await Promise.all([logIn('martha'), logIn('ajanta')]);
  });

  /** So that Martha's credit, which others need too, lasts for any number of runs. */
  const placed: string[] = [];
  afterAll(() => Promise.all(placed.map((orderId) => customer.cancel(orderId))));

  const place = async (): Promise<string> => {
    const { orderId } = await customer.placeOrder(fiveVindaloos(martha));
    placed.push(orderId);
    return orderId;
  };

  it('is accepted while it is PENDING, and says where it is to be found', async () => {
    const deliveryTime = '2030-01-01T19:30:00+01:00';
    const request = fiveVindaloos(martha, { deliveryTime });
    const { status, headers, body } = await customer.send<Order>('POST', '/orders', { body: request });

    expect(status).toBe(202);
    placed.push(body.orderId);
    expect(body).toEqual({
      ...request,
      deliveryTime: '2030-01-01T18:30:00.000Z',
      orderId: expect.stringMatching(UUID),
      state: 'PENDING',
      version: 1,
      createdAt: expect.any(String),
      updatedAt: body.createdAt,
      _links: expect.objectContaining({ self: { href: `/orders/${body.orderId}` } }),
    });
    expect(Math.abs(Date.parse(body.createdAt) - Date.now())).toBeLessThan(60_000);
    expect(headers.get('location')).toBe(`/orders/${body.orderId}`);
    const { orderId, createdAt } = body;
    expect(await customer.get(headers.get('location') ?? '')).toMatchObject({
      ...request,
      deliveryTime: '2030-01-01T18:30:00.000Z',
      orderId,
      createdAt,
    });
  });

  it('becomes VALIDATED', async () => {
    const orderId = await place();
    const order = await quiet(customer, orderId);
    expect(order).toMatchObject({ orderId, state: 'VALIDATED', version: 2 });
    expect(order).not.toHaveProperty('rejectionReason');
    expect(order.updatedAt >= order.createdAt).toBe(true);
  });

  it('gets an OPEN ticket in the kitchen, and no second one', async () => {
    const { orderId, lineItems } = await quiet(customer, await place());
    await eventually(async () => {
      const { tickets } = await staff.tickets(ajanta, 'state=OPEN&limit=100');
      const own = tickets.filter((ticket) => ticket.orderId === orderId);
      expect(own).toMatchObject([{ orderId, restaurantId: ajanta, state: 'OPEN', lineItems }]);
    });
  });

  describe('has a timeline', () => {
    let timeline: Timeline;
    beforeAll(async () => {
      const { orderId } = await quiet(customer, await place());
      timeline = await customer.timeline(orderId);
    });

    it('that tells its end in one sentence', () => {
      expect(timeline).toMatchObject({ state: 'VALIDATED', incomplete: [] });
      expect(timeline.summary).toMatch(
        /^The order is VALIDATED: create-order completed [\d.]+ m?s after it was placed$/,
      );
    });

    it('with the steps of its saga', () => {
      expect(timeline.sagas).toMatchObject([
        {
          name: 'create-order',
          status: 'COMPLETED',
          reason: null,
          steps: [
            { name: 'validate consumer', status: 'SUCCEEDED' },
            { name: 'validate order details', status: 'SUCCEEDED' },
          ],
        },
      ]);
    });

    it('with every message, from whom it came and where it is now', () => {
      const lines = timeline.messages.map(({ type, from, channel, where }) =>
        [type, from, channel, where].join(' | '),
      );
      expect(lines.toSorted()).toEqual([
        'ConsumerValidated | consumer | order.replies | handled by order',
        'OrderDetailsValidated | restaurant | order.replies | handled by order',
        'OrderPlaced | order | events | nobody subscribes',
        'OrderValidated | order | events | handled by restaurant',
        'ValidateConsumerInfo | order | consumer.commands | handled by consumer',
        'ValidateOrderDetails | order | restaurant.commands | handled by restaurant',
      ]);
    });

    it('in which every message is stored, published, received and handled, in this order', () => {
      for (const { type, storedAt, publishedAt, receivedAt, handledAt } of timeline.messages) {
        const times = [storedAt, publishedAt, ...(type === 'OrderPlaced' ? [] : [receivedAt, handledAt])];
        expect(times).toEqual(times.map(() => expect.stringMatching(/^\d{4}-.*Z$/)));
        expect(times).toEqual(times.toSorted());
      }
    });

    it('in which replies follow the commands that caused them', () => {
      const { messages, sagas } = timeline;
      const indexOf = (type: string): number => messages.findIndex((message) => message.type === type);
      for (const [command, reply] of [
        ['ValidateConsumerInfo', 'ConsumerValidated'],
        ['ValidateOrderDetails', 'OrderDetailsValidated'],
      ] as const) {
        const [asked, answered] = [messages[indexOf(command)], messages[indexOf(reply)]];
        expect(answered).toMatchObject({ causationId: asked?.id, correlationId: sagas[0]?.sagaId });
        expect(indexOf(command)).toBeLessThan(indexOf(reply));
        expect(indexOf(reply)).toBeLessThan(indexOf('OrderValidated'));
      }
    });
  });
});
