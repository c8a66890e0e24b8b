import { followOrder, type GatewayClient, type Order } from '#gateway-client';
import { eventually, fiveVindaloos, martha } from '#testing';
import { logIn } from './callers.js';
import { expectProblem } from './problems.js';
import { quiet } from './quiet.js';

describe('Martha, who waits for her order,', () => {
  let customer: GatewayClient;
  beforeAll(async () => {
    customer = await logIn('martha');
  });

  const placed = async (changes: object = {}): Promise<string> =>
    (await customer.placeOrder(fiveVindaloos(martha, changes))).orderId;
  const wait = (orderId: string) =>
    customer.send<Order>('GET', `/orders/${orderId}`, { headers: { prefer: 'wait=9' } });

  it('is told when it is decided, by Prefer: wait', async () => {
    const answer = await wait(await placed());
    expect(answer).toMatchObject({ status: 200, body: { state: 'VALIDATED', version: 2 } });
    expect(answer.headers.get('preference-applied')).toBe('wait=9');
    expect(await wait(await placed({ orderTotal: '1.00' }))).toMatchObject({
      body: { state: 'REJECTED', rejectionReason: 'ORDER_TOTAL_MISMATCH' },
    });
  });

  it('follows it from its first version to its last', async () => {
    const orderId = await placed();
    const states: string[] = [];
    for await (const order of followOrder(customer, orderId)) {
      states.push(`${order.version} ${order.state}`);
      if (order.state === 'VALIDATED') await eventually(() => customer.cancel(orderId));
    }
    expect(states).toEqual(['1 PENDING', '2 VALIDATED', '3 CANCEL_PENDING', '4 CANCELLED']);
    expect(await quiet(customer, orderId)).toMatchObject({ version: 4 });
  });

  it('is alone in it', async () => {
    const orderId = await placed();
    const stranger = await logIn('percy');
    expectProblem(await stranger.send('GET', `/orders/${orderId}/stream`), 403, 'forbidden');
    expectProblem(
      await stranger.send('GET', `/orders/${orderId}`, { headers: { prefer: 'wait=9' } }),
      403,
      'forbidden',
    );
    await customer.cancel(orderId);
  });
});
