import { ValidateConsumerInfo } from '#contracts';
import { eventually, fiveVindaloos } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import type { Client } from 'pg';
import { quiet } from '../../apps/api-gateway/e2e/quiet.js';
import { deadLetterOf, deadLettersOf } from './dead-letters.js';
import { connectToDatabaseOf } from './service-database.js';
import { StrangerBed } from './stranger-bed.js';
import { addressOf, onTheShardOf } from './stranger.js';

const CHANNEL = addressOf(ValidateConsumerInfo);
/** The first, and one for each delay of the shared system's ladder. */
const ATTEMPTS = 4;

describe('poison', () => {
  let bed: StrangerBed;
  let database: Client;

  beforeAll(async () => {
    bed = await StrangerBed.start();
    database = await connectToDatabaseOf('consumer');
  });
  beforeEach(() => bed.renewConsumer());
  afterAll(async () => {
    await database.end();
    await bed.stop();
  });

  /** Sends a good command on the same shard, and waits until it is handled. */
  async function neighbourIsServed(orderId: string): Promise<void> {
    const neighbour = await bed.operator.registerConsumer('100.00');
    const nextDoor = onTheShardOf(orderId, CHANNEL);
    const body = { orderId: nextDoor, consumerId: neighbour.consumerId, orderTotal: '30.00' };
    await bed.stranger.send({ type: ValidateConsumerInfo.type, to: CHANNEL, orderId: nextDoor, body });
    await eventually(async () => expect(await bed.credit(neighbour.consumerId)).toBe('70.00'));
  }

  describe.each([
    ['a body that is no JSON', { body: '{"orderId":', error: 'Body is not JSON' }],
    ['a body that breaks its contract', { body: { orderTotal: 30 }, error: 'Body of ValidateConsumerInfo' }],
    ['a type that nobody handles', { type: 'ValidateHoroscope', error: 'No handler for the type' }],
    ['an envelope without a message id', { properties: { messageId: '' }, error: 'Envelope' }],
    ['a reply address that is none of ours', { properties: { replyTo: 'elsewhere' }, error: 'Envelope' }],
  ])('of %s', (_, { error, ...poison }) => {
    it('is a dead letter after one attempt, stays one when sent back, and holds up nobody', async () => {
      const orderId = randomUUIDv7();
      const body = { orderId, consumerId: bed.consumerId, orderTotal: '30.00' };
      await bed.stranger.send({ type: ValidateConsumerInfo.type, to: CHANNEL, orderId, body, ...poison });
      await neighbourIsServed(orderId);
      const letter = {
        channel: CHANNEL,
        attempts: 1,
        error: expect.stringContaining(`MalformedMessage: ${error}`) as string,
      };
      expect(await deadLettersOf(bed.operator, orderId)).toMatchObject([letter]);
      await bed.operator.redrive(CHANNEL);
      await neighbourIsServed(orderId);
      expect(await deadLettersOf(bed.operator, orderId)).toMatchObject([letter]);
      expect(await bed.credit()).toBe('100.00');
    });
  });

  describe('of an error that comes at every attempt', () => {
    /** PostgreSQL refuses to hold the consumer's credit, and counts how often it was asked: sequences do not roll back. */
    const refuseCredit = () =>
      database.query(`
        CREATE SEQUENCE refusals;
        CREATE FUNCTION refuse_credit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
          BEGIN RAISE EXCEPTION 'refusal number %', nextval('public.refusals'); END $$;
        CREATE TRIGGER refuse_credit BEFORE INSERT ON reservations FOR EACH ROW
          WHEN (new.consumer_id = '${bed.consumerId}') EXECUTE FUNCTION refuse_credit()`);
    const holdCreditAgain = () =>
      database.query('DROP FUNCTION IF EXISTS refuse_credit CASCADE; DROP SEQUENCE IF EXISTS refusals');

    /** However slow the machine is, the order still waits when its command is sent back. */
    async function postponeDeadline(orderId: string): Promise<void> {
      const orders = await connectToDatabaseOf('order');
      await orders.query(`UPDATE sagas SET deadline_at = now() + interval '1 day' WHERE shard_key = $1`, [
        orderId,
      ]);
      await orders.end();
    }

    afterEach(holdCreditAgain);

    it('is a dead letter after the last attempt, holds up nobody, and has its effect once when sent back', async () => {
      await refuseCredit();
      const { orderId } = await bed.operator.placeOrder(fiveVindaloos(bed.consumerId));
      await postponeDeadline(orderId);
      await neighbourIsServed(orderId);
      expect(await deadLetterOf(bed.operator, orderId)).toMatchObject({
        channel: CHANNEL,
        type: ValidateConsumerInfo.type,
        attempts: ATTEMPTS,
        error: expect.stringMatching(/refusal number \d+/) as string,
      });
      expect(await bed.operator.order(orderId)).toMatchObject({ state: 'PENDING' });

      await holdCreditAgain();
      await bed.operator.redrive(CHANNEL);
      expect(await quiet(bed.operator, orderId)).toMatchObject({ state: 'VALIDATED' });
      await bed.operator.redrive(CHANNEL);
      await neighbourIsServed(orderId);
      expect(await bed.credit()).toBe('38.30');
      expect(await deadLettersOf(bed.operator, orderId)).toEqual([]);
    });
  });
});
