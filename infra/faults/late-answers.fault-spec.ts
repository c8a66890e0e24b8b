import { GatewayClient, type Order, type Timeline } from '#gateway-client';
import { eventually, fiveVindaloos, percy } from '#testing';
import { FaultBed } from './harness/fault-bed.js';

const lassi = fiveVindaloos(percy, {
  lineItems: [{ menuItemId: 'lassi', quantity: 1 }],
  orderTotal: '3.25',
});

describe('when an answer comes too late', () => {
  let bed: FaultBed;
  let client: GatewayClient;

  beforeAll(async () => {
    bed = await FaultBed.start({
      env: { VALIDATION_DEADLINE_MS: '2000', DEADLINE_CHECK_INTERVAL_MS: '100' },
    });
    client = await GatewayClient.logIn(bed.system.gatewayUrl, 'percy');
  }, 180_000);

  afterAll(() => bed.stop(), 120_000);

  const place = (): Promise<Order> => client.placeOrder(lassi);
  const order = (id: string): Promise<Order> => client.order(id);
  const timeline = (id: string): Promise<Timeline> => client.timeline(id);
  const availableCredit = async (): Promise<string> => (await client.consumer(percy)).availableCredit;

  it.each(['consumer', 'restaurant'] as const)(
    'rejects an order when the %s service does not answer in time, and undoes what it comes to do late',
    async (absent) => {
      await bed.system.services[absent].stop();
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
      await bed.system.services[absent].start();
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

  it('accepts orders without the broker, says in the timeline where they wait, and sends them later', async () => {
    await bed.servers.rabbitmq.stop();
    const { orderId } = await place();
    const { messages } = await timeline(orderId);
    expect(messages.map(({ where }) => where)).toEqual(Array(3).fill('outbox of order'));
    await eventually(async () => expect(await order(orderId)).toMatchObject({ state: 'REJECTED' }));
    await bed.servers.rabbitmq.start();
    await eventually(async () => {
      const { messages } = await timeline(orderId);
      expect(messages.every(({ where }) => /^(handled by|nobody subscribes)/.test(where))).toBe(true);
    });
  }, 120_000);
});
