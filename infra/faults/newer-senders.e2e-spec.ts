import {
  CancelTicket,
  ConsumerValidated,
  OrderValidated,
  ReleaseConsumerCredit,
  ValidateConsumerInfo,
  ValidateOrderDetails,
  type Contract,
} from '#contracts';
import { EVENTS } from '#messaging';
import { eventually, fiveVindaloos, oakland, samosa } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { newRestaurant } from '../../apps/api-gateway/e2e/newcomers.js';
import { quiet } from '../../apps/api-gateway/e2e/quiet.js';
import { deadLetterOf, deadLettersOf } from './dead-letters.js';
import { StrangerBed } from './stranger-bed.js';
import { addressOf } from './stranger.js';

/** The services of today among those of tomorrow, who say more than they did. */
describe('a service understands newer senders', () => {
  let bed: StrangerBed;
  let restaurantId: string;

  beforeAll(async () => {
    bed = await StrangerBed.start();
    restaurantId = await newRestaurant(bed.operator);
  });
  beforeEach(() => bed.renewConsumer());
  afterAll(() => bed.stop());

  /** The message in the next version of its contract, with fields and headers that nobody here has heard of. */
  const sendNextVersion = (contract: Contract, orderId: string, body: object): Promise<string> =>
    bed.stranger.send({
      type: contract.type,
      to: addressOf(contract),
      orderId,
      body: { ...body, orderId, loyaltyTier: 'gold', nutrition: { kcal: [1, 2, 3] } },
      properties: {
        correlationId: randomUUIDv7(),
        replyTo: contract.kind === 'command' ? 'order.replies' : undefined,
        appId: 'order',
        priority: 3,
        expiration: '600000',
        headers: {
          'schema-version': contract.version + 1,
          tenant: 'acme',
          'x-retry-hint': { after: 5 },
          flags: [true, 1],
        },
      },
    });

  const ticketOf = async (orderId: string) =>
    (await bed.operator.tickets(restaurantId)).tickets.find((ticket) => ticket.orderId === orderId);

  it('that ask for credit, and give it back', async () => {
    const orderId = randomUUIDv7();
    await sendNextVersion(ValidateConsumerInfo, orderId, { consumerId: bed.consumerId, orderTotal: '30.00' });
    await eventually(async () => expect(await bed.credit()).toBe('70.00'));
    await sendNextVersion(ReleaseConsumerCredit, orderId, { consumerId: bed.consumerId });
    await eventually(async () => expect(await bed.credit()).toBe('100.00'));
  });

  it('that tell the kitchen of an order, and cancel it', async () => {
    const orderId = randomUUIDv7();
    const lineItems = [{ menuItemId: samosa.menuItemId, quantity: 2, spiciness: 'mild' }];
    await sendNextVersion(OrderValidated, orderId, {
      consumerId: bed.consumerId,
      restaurantId,
      orderTotal: '9.00',
      lineItems,
    });
    await eventually(async () =>
      expect(await ticketOf(orderId)).toMatchObject({
        state: 'OPEN',
        lineItems: [{ menuItemId: samosa.menuItemId, quantity: 2 }],
      }),
    );
    await sendNextVersion(CancelTicket, orderId, { restaurantId });
    await eventually(async () => expect(await ticketOf(orderId)).toMatchObject({ state: 'CANCELLED' }));
  });

  it('that answer, and that ask about an order once more', async () => {
    const { orderId } = await bed.operator.placeOrder(fiveVindaloos(bed.consumerId));
    const before = await quiet(bed.operator, orderId);
    const sent = [
      await sendNextVersion(ConsumerValidated, orderId, {}),
      await sendNextVersion(ValidateOrderDetails, orderId, {
        restaurantId,
        deliveryAddress: { ...oakland, geo: { lat: 37.8, lon: -122.2 } },
        lineItems: [{ menuItemId: samosa.menuItemId, quantity: 1, spiciness: 'mild' }],
        orderTotal: '4.50',
      }),
    ];
    await eventually(async () => {
      const { messages } = await bed.operator.timeline(orderId);
      const handled = messages.filter(({ id }) => sent.includes(id)).map(({ where }) => where);
      expect(handled.toSorted()).toEqual(['handled by order', 'handled by restaurant']);
    });
    expect(await quiet(bed.operator, orderId)).toEqual(before);
    expect(await deadLettersOf(bed.operator, orderId)).toEqual([]);
  });

  it('that publish events it does not know: they pass it by', async () => {
    const orderId = randomUUIDv7();
    const body = { orderId, archivedBy: 'tomorrow' };
    const event = { type: 'OrderArchived', to: EVENTS, orderId, body, properties: { mandatory: false } };
    await bed.stranger.send(event);
    await sendNextVersion(OrderValidated, orderId, {
      consumerId: bed.consumerId,
      restaurantId,
      orderTotal: '4.50',
      lineItems: [{ menuItemId: samosa.menuItemId, quantity: 1 }],
    });
    await eventually(async () => expect(await ticketOf(orderId)).toMatchObject({ state: 'OPEN' }));
    expect(await deadLettersOf(bed.operator, orderId)).toEqual([]);
  });

  it('but keeps an event for those who know it, when a newer version of it has subscribed', async () => {
    const orderId = randomUUIDv7();
    // By the key of an event that it has subscribed to, as if a newer version had added a binding.
    const parcel = { type: OrderValidated.type, to: EVENTS, orderId, body: { orderId } };
    await bed.stranger.send({ ...parcel, properties: { type: 'OrderArchived' } });
    expect(await deadLetterOf(bed.operator, orderId)).toMatchObject({
      channel: 'restaurant.events',
      type: 'OrderArchived',
      attempts: 1,
      error: expect.stringContaining('No handler for the type "OrderArchived"') as string,
    });
  });
});
