import { GatewayClient, type Order, type Timeline } from '#gateway-client';
import { eventually, fiveVindaloos, percy } from '#testing';
import { quiet, reaches } from '../../apps/api-gateway/e2e/quiet.js';
import { FaultBed } from './harness/fault-bed.js';

const lassi = fiveVindaloos(percy, {
  lineItems: [{ menuItemId: 'lassi', quantity: 1 }],
  orderTotal: '3.25',
});

describe('when an answer comes too late', () => {
  let bed: FaultBed;
  let client: GatewayClient;

  beforeAll(async () => {
    bed = await FaultBed.start();
    client = await GatewayClient.logIn(bed.system.gatewayUrl, 'percy');
  }, 180_000);

  afterAll(() => bed.stop(), 120_000);

  const place = (): Promise<Order> => client.placeOrder(lassi);
  const endDeadline = (orderId: string) =>
    bed.query('order', `UPDATE sagas SET deadline_at = now() WHERE shard_key = '${orderId}'`);
  const timeline = (id: string): Promise<Timeline> => client.timeline(id);
  const answered = (orderId: string, reply: string): Promise<void> =>
    eventually(async () =>
      expect((await timeline(orderId)).messages).toContainEqual(
        expect.objectContaining({ type: reply, where: 'handled by order' }),
      ),
    );
  const availableCredit = async (): Promise<string> => (await client.consumer(percy)).availableCredit;

  it.each(['consumer', 'restaurant'] as const)(
    'rejects an order when the %s service does not answer in time, and undoes what it comes to do late',
    async (absent) => {
      await bed.system.services[absent].stop();
      const { orderId } = await place();
      expect((await timeline(orderId)).summary).toContain(
        absent === 'consumer' ? 'ValidateConsumerInfo' : 'ValidateOrderDetails',
      );
      await answered(orderId, absent === 'consumer' ? 'OrderDetailsValidated' : 'ConsumerValidated');
      await endDeadline(orderId);
      expect(await reaches(client, orderId, 'REJECTED')).toMatchObject({
        rejectionReason: 'VALIDATION_TIMED_OUT',
      });
      await bed.system.services[absent].start();
      expect(await quiet(client, orderId)).toMatchObject({ state: 'REJECTED' });
      const late = (await timeline(orderId)).messages.filter(({ outcome }) => outcome?.startsWith('late'));
      expect(late.map(({ type }) => type)).toEqual([
        absent === 'consumer' ? 'ConsumerValidated' : 'OrderDetailsValidated',
      ]);
      expect(await availableCredit()).toBe('20.00');
    },
    120_000,
  );

  it('accepts orders without the broker, says in the timeline where they wait, and sends them later', async () => {
    await bed.servers.rabbitmq.stop();
    const { orderId } = await place();
    const { messages } = await timeline(orderId);
    expect(messages.map(({ where }) => where)).toEqual(Array(3).fill('outbox of order'));
    await endDeadline(orderId);
    await reaches(client, orderId, 'REJECTED');
    await bed.servers.rabbitmq.start();
    expect(await quiet(client, orderId)).toMatchObject({ state: 'REJECTED' });
  }, 120_000);
});
