import { followOrder, GatewayClient, type Order } from '#gateway-client';
import { eventually, fiveVindaloos } from '#testing';
import { startBalancedOrders, type BalancedOrders } from './harness/balanced-orders.js';
import { scaled } from './harness/scale.js';

const STEP_MS = 240_000;
const FOLLOWED = scaled(10, 50);
const EVERYTHING = ['1 PENDING', '2 VALIDATED', '3 CANCEL_PENDING', '4 CANCELLED'];

/** What a customer has seen so far of an order, as it is told. */
interface Followed {
  readonly orderId: string;
  readonly seen: string[];
  readonly end: Promise<void>;
}

describe('an order that is followed', () => {
  let orders: BalancedOrders;
  let customer: GatewayClient;

  beforeAll(async () => {
    orders = await startBalancedOrders();
    customer = await GatewayClient.logIn(orders.bed.system.gatewayUrl, 'operator');
  }, STEP_MS);

  afterAll(() => orders.stop(), STEP_MS);

  function follow({ orderId }: Order): Followed {
    const seen: string[] = [];
    const read = async (): Promise<void> => {
      for await (const { version, state } of followOrder(customer, orderId)) seen.push(`${version} ${state}`);
    };
    return { orderId, seen, end: read() };
  }

  it(
    'is told without a gap, though each instance and the gateway die in turn',
    async () => {
      const { bed, first, second } = orders;
      const { consumerId } = await customer.registerConsumer('99999.00');
      const placed = Array.from({ length: FOLLOWED }, () => customer.placeOrder(fiveVindaloos(consumerId)));
      const followed = (await Promise.all(placed)).map(follow);
      const all = (versions: readonly string[]) =>
        eventually(() => expect(followed.map(({ seen }) => seen)).toEqual(followed.map(() => versions)));
      await all(EVERYTHING.slice(0, 2));
      for (const victim of [first, second, bed.system.services['api-gateway']]) {
        await victim.kill();
        await victim.start();
      }
      for (const { orderId } of followed) await eventually(() => customer.cancel(orderId));
      await Promise.all(followed.map(({ end }) => end));
      await all(EVERYTHING);
    },
    STEP_MS,
  );
});
