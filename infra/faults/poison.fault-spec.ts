import { GatewayClient } from '#gateway-client';
import { channels } from '#messaging';
import { eventually } from '#testing';
import { v7 as uuidv7 } from 'uuid';
import { deadLettersWith } from './dead-letters.js';
import { FaultBed } from './harness/fault-bed.js';
import { usualLoad } from './harness/scale.js';
import { survive } from './harness/scenario.js';
import { Stranger } from './stranger.js';

const STEP_MS = 240_000;
const POISONED = 10;

/** Every third reservation fails, at every attempt. */
const POISON = `
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poisoned'; END $$;
  CREATE TRIGGER refuse BEFORE INSERT ON reservations FOR EACH ROW
    WHEN (new.amount > 0 AND hashtext(new.order_id::text) % 3 = 0) EXECUTE FUNCTION refuse()`;
const ANTIDOTE = 'DROP FUNCTION refuse CASCADE';

describe('poison among the messages', () => {
  let bed: FaultBed;
  let poured = 0;

  beforeAll(async () => {
    bed = await FaultBed.start();
  }, STEP_MS);

  afterAll(() => bed.stop(), STEP_MS);

  const deadLetters = async (): Promise<number> => (await bed.books()).deadLetters;

  it(
    'that somebody else has sent: it is set aside, and the rest goes on',
    async () => {
      const stranger = await Stranger.connect(bed.stores.amqpUrl);
      const pour = async (to: string): Promise<void> => {
        for (let sent = 0; sent < POISONED; sent++, poured++)
          await stranger.send({ type: 'ValidateHoroscope', to, orderId: uuidv7(), body: '{"orderId":' });
      };
      await survive(
        bed,
        {
          row: 12,
          fault: `${POISONED} malformed messages in every channel`,
          allowed: { deadLetters: channels.length * POISONED },
          ...usualLoad,
        },
        { strike: () => Promise.all(channels.map(({ name }) => pour(name))) },
      );
      await stranger.close();
    },
    STEP_MS,
  );

  it(
    'that its handler cannot bear: it is set aside after its attempts, and handled when it is sent back',
    async () => {
      const operator = await GatewayClient.logIn(bed.system.gatewayUrl, 'operator');
      await survive(
        bed,
        {
          row: 13,
          fault: 'a third of all reservations fails until mended, then redrive',
          allowed: { deadLetters: poured },
          ...usualLoad,
        },
        {
          strike: async () => {
            await bed.query('consumer', POISON);
            await eventually(async () => expect(await deadLetters()).toBeGreaterThan(poured + 3));
          },
          lift: async () => {
            await bed.query('consumer', ANTIDOTE);
            await eventually(async () => {
              await operator.redrive('consumer.commands');
              expect(await deadLettersWith(operator, 'poisoned')).toEqual([]);
            });
          },
        },
      );
    },
    STEP_MS,
  );
});
