import type { Consumer, GatewayClient } from '#gateway-client';
import { fiveVindaloos } from '#testing';
import { logIn } from './callers.js';
import { newConsumer } from './newcomers.js';
import { quiet } from './quiet.js';

describe('a consumer', () => {
  let operator: GatewayClient;
  beforeAll(async () => {
    operator = await logIn('operator');
  });

  const place = async (consumerId: string) =>
    quiet(operator, (await operator.placeOrder(fiveVindaloos(consumerId))).orderId);

  it('is registered with all of its credit, and told where to be found', async () => {
    const registration = { name: { firstName: 'Zoë', lastName: "O'Hara 🍛" }, creditLimit: '999999999.99' };
    const { status, headers, body } = await operator.send<Consumer>('POST', '/consumers', {
      body: registration,
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      ...registration,
      consumerId: expect.any(String),
      availableCredit: '999999999.99',
      status: 'ACTIVE',
      _links: expect.objectContaining({ self: { href: `/consumers/${body.consumerId}` } }),
    });
    expect(headers.get('location')).toBe(`/consumers/${body.consumerId}`);
    expect(await operator.consumer(body.consumerId)).toEqual(body);
  });

  it('that is suspended places no more orders, and keeps those it has', async () => {
    const consumerId = await newConsumer(operator, '500.00');
    const before = await place(consumerId);
    expect(await operator.suspend(consumerId)).toMatchObject({
      consumerId,
      status: 'SUSPENDED',
      availableCredit: '438.30',
    });

    expect(await place(consumerId)).toMatchObject({ rejectionReason: 'CONSUMER_SUSPENDED' });
    expect(await operator.order(before.orderId)).toEqual(before);
    expect(await operator.consumer(consumerId)).toMatchObject({ availableCredit: '438.30' });
  });

  it('that is suspended gets its credit back for an order that is cancelled', async () => {
    const consumerId = await newConsumer(operator, '500.00');
    const { orderId } = await place(consumerId);
    await operator.suspend(consumerId);
    await operator.cancel(orderId);
    expect(await quiet(operator, orderId)).toMatchObject({ state: 'CANCELLED' });
    expect(await operator.consumer(consumerId)).toMatchObject({ availableCredit: '500.00' });
  });

  it('can be suspended again and again', async () => {
    const consumerId = await newConsumer(operator, '500.00');
    const suspended = await operator.suspend(consumerId);
    expect(await operator.suspend(consumerId)).toEqual(suspended);
    expect(await operator.consumer(consumerId)).toEqual(suspended);
  });
});
