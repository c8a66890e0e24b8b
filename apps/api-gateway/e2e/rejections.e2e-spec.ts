import type { GatewayClient, OrderRequest } from '#gateway-client';
import { fiveVindaloos, nobody, oakland, percy, sybil, zelo } from '#testing';
import { logIn } from './callers.js';
import { newConsumer, newRestaurant } from './newcomers.js';
import { quiet } from './quiet.js';

describe('an order is REJECTED', () => {
  let operator: GatewayClient;
  let restaurantId: string;
  beforeAll(async () => {
    operator = await logIn('operator');
    restaurantId = await newRestaurant(operator);
  });

  const place = async (consumerId: string, changes: Partial<OrderRequest>): Promise<string> =>
    (await operator.placeOrder(fiveVindaloos(consumerId, { restaurantId, ...changes }))).orderId;

  const ticketOf = async (orderId: string): Promise<unknown> =>
    (await operator.tickets(restaurantId, 'limit=100')).tickets.find((ticket) => ticket.orderId === orderId);

  /** Fails unless the order ends for this reason, and leaves nothing behind. */
  async function expectRejected(orderId: string, reason: string): Promise<void> {
    expect(await quiet(operator, orderId)).toMatchObject({ state: 'REJECTED', rejectionReason: reason });
    const { summary, sagas } = await operator.timeline(orderId);
    expect(sagas).toMatchObject([{ name: 'create-order', status: 'FAILED', reason }]);
    expect(summary).toContain(`REJECTED: create-order failed (${reason})`);
    expect(await ticketOf(orderId)).toBeUndefined();
  }

  const refusedByKitchen: readonly (readonly [string, string, Partial<OrderRequest>])[] = [
    ['UNKNOWN_RESTAURANT', 'nobody knows the restaurant', { restaurantId: nobody }],
    [
      'UNKNOWN_MENU_ITEM',
      'an item is not on the menu',
      { lineItems: [{ menuItemId: 'pizza', quantity: 5 }] },
    ],
    [
      'UNKNOWN_MENU_ITEM',
      'one of two items is not on the menu',
      {
        lineItems: [
          { menuItemId: 'vindaloo', quantity: 5 },
          { menuItemId: 'margherita', quantity: 1 },
        ],
      },
    ],
    ['UNKNOWN_MENU_ITEM', "it asks another restaurant for the item's namesake", { restaurantId: zelo }],
    ['ORDER_TOTAL_MISMATCH', 'its total is a cent too low', { orderTotal: '61.69' }],
    ['ORDER_TOTAL_MISMATCH', 'its total is a cent too high', { orderTotal: '61.71' }],
    ['ORDER_TOTAL_MISMATCH', 'it is to be had for nothing', { orderTotal: '0.00' }],
    ['ADDRESS_NOT_SERVED', 'its address is too far away', { deliveryAddress: { ...oakland, zip: '94613' } }],
  ];
  it.each(refusedByKitchen)(
    'for %s when %s, and the credit held for it is given back',
    async (reason, _, changes) => {
      const consumerId = await newConsumer(operator, '100.00');
      await expectRejected(await place(consumerId, changes), reason);
      expect(await operator.consumer(consumerId)).toMatchObject({ availableCredit: '100.00' });
    },
  );

  it('for UNKNOWN_CONSUMER when nobody knows the consumer', async () => {
    await expectRejected(await place(nobody, {}), 'UNKNOWN_CONSUMER');
  });

  it('for CONSUMER_SUSPENDED when the consumer is suspended', async () => {
    const consumerId = await newConsumer(operator, '100.00');
    await operator.suspend(consumerId);
    await expectRejected(await place(consumerId, {}), 'CONSUMER_SUSPENDED');
    expect(await operator.consumer(consumerId)).toMatchObject({ availableCredit: '100.00' });
  });

  it('for INSUFFICIENT_CREDIT when it is a cent short', async () => {
    const consumerId = await newConsumer(operator, '61.69');
    await expectRejected(await place(consumerId, {}), 'INSUFFICIENT_CREDIT');
    expect(await operator.consumer(consumerId)).toMatchObject({ availableCredit: '61.69' });
  });

  it('for INSUFFICIENT_CREDIT when orders before it have used the credit up to the last cent', async () => {
    const consumerId = await newConsumer(operator, '61.70');
    const first = await quiet(operator, await place(consumerId, {}));
    expect(first).toMatchObject({ state: 'VALIDATED' });
    expect(await operator.consumer(consumerId)).toMatchObject({ availableCredit: '0.00' });

    await expectRejected(await place(consumerId, {}), 'INSUFFICIENT_CREDIT');
    expect(await operator.consumer(consumerId)).toMatchObject({ availableCredit: '0.00' });
  });

  it('for one reason when there are two', async () => {
    const consumerId = await newConsumer(operator, '1.00');
    const { state, rejectionReason } = await quiet(operator, await place(consumerId, { orderTotal: '5.00' }));
    expect(state).toBe('REJECTED');
    expect(['INSUFFICIENT_CREDIT', 'ORDER_TOTAL_MISMATCH']).toContain(rejectionReason);
    expect(await operator.consumer(consumerId)).toMatchObject({ availableCredit: '1.00' });
  });

  it.each([
    ['percy', percy, 'INSUFFICIENT_CREDIT'],
    ['sybil', sybil, 'CONSUMER_SUSPENDED'],
  ])('when %s places it', async (username, consumerId, rejectionReason) => {
    const customer = await logIn(username);
    const { availableCredit } = await customer.consumer(consumerId);
    const { orderId } = await customer.placeOrder(fiveVindaloos(consumerId));
    expect(await quiet(customer, orderId)).toMatchObject({ state: 'REJECTED', rejectionReason });
    expect(await customer.consumer(consumerId)).toMatchObject({ availableCredit });
  });
});
