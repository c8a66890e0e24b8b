import {
  ConsumerValidated,
  ConsumerValidationFailed,
  OrderDetailsValidated,
  OrderDetailsValidationFailed,
  TicketCancellationRefused,
  TicketCancelled,
  type Reply,
  type ServiceName,
} from '#contracts';
import { GatewayClient } from '#gateway-client';
import { ajanta, eventually, fiveVindaloos } from '#testing';
import type { Client } from 'pg';
import { quiet, reaches } from '../../apps/api-gateway/e2e/quiet.js';
import { connectToDatabaseOf } from './service-database.js';
import { addressOf, Stranger } from './stranger.js';

describe('messages that come at the wrong time', () => {
  let stranger: Stranger;
  let operator: GatewayClient;
  let consumerId: string;

  beforeAll(async () => {
    stranger = await Stranger.connect();
    operator = await GatewayClient.logIn(process.env.GATEWAY_URL ?? '', 'operator');
  });

  beforeEach(async () => {
    ({ consumerId } = await operator.registerConsumer('100.00'));
  });

  afterAll(() => stranger.close());

  const place = async (orderTotal = '61.70'): Promise<string> =>
    (await operator.placeOrder(fiveVindaloos(consumerId, { orderTotal }))).orderId;

  const credit = async (): Promise<string> => (await operator.consumer(consumerId)).availableCredit;

  const outcomesOf = async (orderId: string): Promise<(string | undefined)[]> =>
    (await operator.timeline(orderId)).messages.map(({ type, outcome }) => outcome && `${type} ${outcome}`);

  async function withDatabase(
    service: ServiceName,
    use: (client: Client) => Promise<unknown>,
  ): Promise<void> {
    const client = await connectToDatabaseOf(service);
    await use(client).finally(() => client.end());
  }

  /** While `meanwhile` runs the Consumer Service is at a loss, in the middle of ValidateConsumerInfo. */
  const withConsumerLocked = (meanwhile: () => Promise<void>): Promise<void> =>
    withDatabase('consumer', async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT 1 FROM consumers WHERE consumer_id = $1 FOR UPDATE', [consumerId]);
      await meanwhile();
      await client.query('ROLLBACK');
    });

  const passDeadline = (orderId: string) =>
    withDatabase('order', (client) =>
      client.query('UPDATE sagas SET deadline_at = now() WHERE shard_key = $1', [orderId]),
    );

  it('the validation that ends after the deadline holds no credit', async () => {
    let orderId = '';
    await withConsumerLocked(async () => {
      orderId = await place();
      await passDeadline(orderId);
      expect(await reaches(operator, orderId, 'REJECTED')).toMatchObject({
        rejectionReason: 'VALIDATION_TIMED_OUT',
      });
    });
    expect(await quiet(operator, orderId)).toMatchObject({ state: 'REJECTED' });
    expect(await outcomesOf(orderId)).toContain('ConsumerValidated late: the saga has failed');
    expect(await credit()).toBe('100.00');
  });

  it('the validation that ends after a cancellation holds no credit', async () => {
    let orderId = '';
    await withConsumerLocked(async () => {
      orderId = await place();
      expect(await operator.cancel(orderId)).toMatchObject({ state: 'CANCELLED' });
    });
    expect(await quiet(operator, orderId)).toMatchObject({ state: 'CANCELLED' });
    expect(await outcomesOf(orderId)).toContain('ConsumerValidated late: the saga has failed');
    expect(await credit()).toBe('100.00');
    expect((await operator.tickets(ajanta)).tickets.map((ticket) => ticket.orderId)).not.toContain(orderId);
  });

  /** Sends a reply in the name of the participant; resolves when the saga has taken note of it. */
  async function reply(contract: Reply, orderId: string, more: object = {}): Promise<void> {
    const sagas = (await operator.timeline(orderId)).sagas;
    const id = await stranger.send({
      type: contract.type,
      to: addressOf(contract),
      orderId,
      body: { orderId, ...more },
      properties: { correlationId: sagas.at(-1)?.sagaId },
    });
    await eventually(async () => {
      const { messages } = await operator.timeline(orderId);
      expect(messages.find((message) => message.id === id)?.outcome).toMatch(/^late: the saga has/);
    });
  }

  describe.each([
    ['VALIDATED', '61.70', '38.30', OrderDetailsValidationFailed, { reason: 'ADDRESS_NOT_SERVED' }],
    ['VALIDATED', '61.70', '38.30', ConsumerValidationFailed, { reason: 'CONSUMER_SUSPENDED' }],
    ['REJECTED', '61.71', '100.00', OrderDetailsValidated, {}],
    ['REJECTED', '161.70', '100.00', ConsumerValidated, {}],
  ])('once an order is %s', (state, orderTotal, creditIs, contract, more) => {
    it(`it stays so when ${contract.type} says otherwise`, async () => {
      const orderId = await place(orderTotal);
      const before = await quiet(operator, orderId);
      expect(before).toMatchObject({ state });
      await reply(contract, orderId, more);
      expect(await quiet(operator, orderId)).toEqual(before);
      expect(await credit()).toBe(creditIs);
    });
  });

  it('the kitchen cannot take back that it has cancelled, nor that it has refused to', async () => {
    const orderId = await place();
    await quiet(operator, orderId);
    await operator.cancel(orderId);
    expect(await quiet(operator, orderId)).toMatchObject({ state: 'CANCELLED' });
    await reply(TicketCancellationRefused, orderId, { reason: 'TICKET_ACCEPTED' });
    expect(await quiet(operator, orderId)).toMatchObject({ state: 'CANCELLED' });
    expect(await credit()).toBe('100.00');

    const accepted = await place();
    await quiet(operator, accepted);
    await operator.acceptTicket(accepted);
    await operator.cancel(accepted);
    expect(await quiet(operator, accepted)).toMatchObject({ state: 'VALIDATED' });
    await reply(TicketCancelled, accepted);
    expect(await quiet(operator, accepted)).toMatchObject({ state: 'VALIDATED' });
    expect(await credit()).toBe('38.30');
  });
});
