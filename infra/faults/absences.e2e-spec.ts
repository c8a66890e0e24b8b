import { eventually } from '#testing';
import { DemoClient, type OrderView } from '../local/index.js';
import { addsUp } from './adds-up.js';
import { placeOrders } from './load.js';
import { startPrivateSystem, type PrivateSystem } from './private-system.js';

const percy = 'c0000000-0000-4000-8000-000000000002';
const lassi = {
  consumerId: percy,
  restaurantId: 'a0000000-0000-4000-8000-000000000001',
  deliveryAddress: { street1: '1 Main Street', city: 'Oakland', state: 'CA', zip: '94611' },
  lineItems: [{ menuItemId: 'lassi', quantity: 1 }],
  orderTotal: '3.25',
};

interface Timeline {
  readonly summary: string;
  readonly messages: readonly { readonly type: string; readonly where: string; readonly outcome?: string }[];
}

describe('when something is away', () => {
  let own: PrivateSystem;
  let client: DemoClient;

  beforeAll(async () => {
    own = await startPrivateSystem({ VALIDATION_DEADLINE_MS: '2000', DEADLINE_CHECK_INTERVAL_MS: '100' });
    client = await DemoClient.logIn(own.system.gatewayUrl, 'percy');
  }, 180_000);

  afterAll(() => own.stop(), 120_000);

  const place = (): Promise<OrderView> => client.post<OrderView>('/orders', lassi);
  const order = (id: string): Promise<OrderView> => client.get<OrderView>(`/orders/${id}`);
  const timeline = (id: string): Promise<Timeline> => client.get<Timeline>(`/orders/${id}/timeline`);
  const availableCredit = async (): Promise<string> =>
    (await client.get<{ availableCredit: string }>(`/consumers/${percy}`)).availableCredit;

  it.each(['consumer', 'restaurant'] as const)(
    'rejects an order when the %s service does not answer in time, and undoes what it comes to do late',
    async (absent) => {
      await own.system.services[absent].stop();
      const { orderId } = await place();
      expect((await timeline(orderId)).summary).toContain(
        absent === 'consumer' ? 'ValidateConsumerInfo' : 'ValidateOrderDetails',
      );
      await eventually(async () =>
        expect(await order(orderId)).toMatchObject({
          state: 'REJECTED',
          rejectionReason: 'VALIDATION_TIMED_OUT',
        }),
      );
      await own.system.services[absent].start();
      await eventually(async () => {
        const { messages } = await timeline(orderId);
        const late = messages.filter(({ outcome }) => outcome?.startsWith('late'));
        expect(late.map(({ type }) => type)).toEqual([
          absent === 'consumer' ? 'ConsumerValidated' : 'OrderDetailsValidated',
        ]);
        expect(messages.every(({ where }) => /^(handled by|nobody subscribes)/.test(where))).toBe(true);
      });
      expect(await order(orderId)).toMatchObject({ state: 'REJECTED' });
      expect(await availableCredit()).toBe('20.00');
    },
    120_000,
  );

  it('accepts orders without the broker, says in the timeline where they wait, and validates them later', async () => {
    await own.servers.rabbitmq.stop();
    const { orderId } = await place();
    const { messages } = await timeline(orderId);
    expect(messages.map(({ where }) => where)).toEqual(Array(3).fill('outbox of order'));
    await eventually(async () => expect(await order(orderId)).toMatchObject({ state: 'REJECTED' }));
    await own.servers.rabbitmq.start();
    const accepted = await placeOrders({ gatewayUrl: own.system.gatewayUrl, orders: 20, concurrency: 5 });
    await addsUp(own.system, [...accepted, orderId]);
  }, 120_000);
});
