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
import { ajanta, eventually, fiveVindaloos } from '#testing';
import type { Client } from 'pg';
import { quiet, reaches } from '../../apps/api-gateway/e2e/quiet.js';
import { connectToDatabaseOf } from './service-database.js';
import { StrangerBed } from './stranger-bed.js';
import { addressOf } from './stranger.js';

describe('messages that come at the wrong time', () => {
  let bed: StrangerBed;

  beforeAll(async () => {
    bed = await StrangerBed.start();
  });
  beforeEach(() => bed.renewConsumer());
  afterAll(() => bed.stop());

  const place = async (orderTotal = '61.70'): Promise<string> =>
    (await bed.operator.placeOrder(fiveVindaloos(bed.consumerId, { orderTotal }))).orderId;

  const outcomesOf = async (orderId: string): Promise<(string | undefined)[]> => {
    const { messages } = await bed.operator.timeline(orderId);
    return messages.map(({ type, outcome }) => outcome && `${type} ${outcome}`);
  };

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
      await client.query('SELECT 1 FROM consumers WHERE consumer_id = $1 FOR UPDATE', [bed.consumerId]);
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
      expect(await reaches(bed.operator, orderId, 'REJECTED')).toMatchObject({
        rejectionReason: 'VALIDATION_TIMED_OUT',
      });
    });
    expect(await quiet(bed.operator, orderId)).toMatchObject({ state: 'REJECTED' });
    expect(await outcomesOf(orderId)).toContain('ConsumerValidated late: the saga has failed');
    expect(await bed.credit()).toBe('100.00');
  });

  it('the validation that ends after a cancellation holds no credit', async () => {
    let orderId = '';
    await withConsumerLocked(async () => {
      orderId = await place();
      expect(await bed.operator.cancel(orderId)).toMatchObject({ state: 'CANCELLED' });
    });
    expect(await quiet(bed.operator, orderId)).toMatchObject({ state: 'CANCELLED' });
    expect(await outcomesOf(orderId)).toContain('ConsumerValidated late: the saga has failed');
    expect(await bed.credit()).toBe('100.00');
    const { tickets } = await bed.operator.tickets(ajanta);
    expect(tickets.map((ticket) => ticket.orderId)).not.toContain(orderId);
  });

  /** Sends a reply in the name of the participant; resolves when the saga has taken note of it. */
  async function reply(contract: Reply, orderId: string, more: object = {}): Promise<void> {
    const sagas = (await bed.operator.timeline(orderId)).sagas;
    const id = await bed.stranger.send({
      type: contract.type,
      to: addressOf(contract),
      orderId,
      body: { orderId, ...more },
      properties: { correlationId: sagas.at(-1)?.sagaId },
    });
    await eventually(async () => {
      const { messages } = await bed.operator.timeline(orderId);
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
      const before = await quiet(bed.operator, orderId);
      expect(before).toMatchObject({ state });
      await reply(contract, orderId, more);
      expect(await quiet(bed.operator, orderId)).toEqual(before);
      expect(await bed.credit()).toBe(creditIs);
    });
  });

  it('the kitchen cannot take back that it has cancelled, nor that it has refused to', async () => {
    const orderId = await place();
    await quiet(bed.operator, orderId);
    await bed.operator.cancel(orderId);
    expect(await quiet(bed.operator, orderId)).toMatchObject({ state: 'CANCELLED' });
    await reply(TicketCancellationRefused, orderId, { reason: 'TICKET_ACCEPTED' });
    expect(await quiet(bed.operator, orderId)).toMatchObject({ state: 'CANCELLED' });
    expect(await bed.credit()).toBe('100.00');

    const accepted = await place();
    await quiet(bed.operator, accepted);
    await bed.operator.acceptTicket(accepted);
    await bed.operator.cancel(accepted);
    expect(await quiet(bed.operator, accepted)).toMatchObject({ state: 'VALIDATED' });
    await reply(TicketCancelled, accepted);
    expect(await quiet(bed.operator, accepted)).toMatchObject({ state: 'VALIDATED' });
    expect(await bed.credit()).toBe('38.30');
  });
});
