import { GatewayClient, type Order } from '#gateway-client';
import { fiveVindaloos, martha, percy } from '#testing';
import { startBalancedOrders, type BalancedOrders } from './harness/balanced-orders.js';
import { killedBy } from './harness/kills.js';
import { scaled, usualLoad } from './harness/scale.js';
import { STEP_MS, survive } from './harness/scenario.js';
import type { KillPointName } from './sabotage/kill-points.js';

const AT_ONCE = 50;
const MOST_PASSES = 15;

/** Customers repeat with their key whatever gets no clear answer; here, to two instances of the Order Service. */
describe('a repeated POST /orders', () => {
  let orders: BalancedOrders;
  let operator: GatewayClient;

  beforeAll(async () => {
    orders = await startBalancedOrders();
    operator = await GatewayClient.logIn(orders.bed.system.gatewayUrl, 'operator');
  }, STEP_MS);

  afterAll(() => orders.stop(), STEP_MS);

  it.each<KillPointName>(['before-commit', 'after-commit'])(
    'is one order, though one instance is killed again and again %s of it',
    async (point) => {
      const { bed, second } = orders;
      const kills = Array.from({ length: scaled(2, 5) }, () => ({
        point,
        nth: bed.random.between(1, MOST_PASSES),
      }));
      await survive(
        bed,
        {
          row: 23,
          fault: `one of two instances of order dies ${point}, ${kills.length} times`,
          ...usualLoad,
        },
        killedBy(second, kills),
      );
    },
    STEP_MS,
  );

  it(
    'is one order when it comes fifty times at once, and refused when it is another',
    async () => {
      const { consumerId } = await operator.registerConsumer('1000.00');
      const order = fiveVindaloos(consumerId);
      const place = (body: object) =>
        operator.send<Order>('POST', '/orders', { body, headers: { 'idempotency-key': 'dinner' } });
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => place(order)));
      const accepted = answers.filter(({ status }) => status === 202);
      expect(answers.map(({ status }) => status).filter((status) => ![202, 409].includes(status))).toEqual(
        [],
      );
      const { orders } = await operator.orders(`consumerId=${consumerId}`);
      expect(orders).toHaveLength(1);
      expect(new Set(accepted.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(accepted[0]?.body).toMatchObject({ orderId: orders[0]?.orderId, state: 'PENDING', version: 1 });
      expect(await place({ ...order, orderTotal: '61.71' })).toMatchObject({
        status: 422,
        body: { type: '/problems/idempotency-key-reused' },
      });
    },
    STEP_MS,
  );

  it(
    'of another customer is an order of theirs',
    async () => {
      const placedBy = async (username: string, consumerId: string): Promise<string> => {
        const customer = await GatewayClient.logIn(orders.bed.system.gatewayUrl, username);
        return (await customer.placeOrder(fiveVindaloos(consumerId), 'dinner')).orderId;
      };
      const hers = await placedBy('martha', martha);
      expect(await placedBy('percy', percy)).not.toBe(hers);
      expect(await placedBy('martha', martha)).toBe(hers);
    },
    STEP_MS,
  );
});
