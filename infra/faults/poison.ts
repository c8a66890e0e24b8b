import { GatewayClient } from '#gateway-client';
import { channels } from '#messaging';
import { eventually, type StoreAddresses } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { deadLettersWith } from './dead-letters.js';
import type { FaultBed } from './harness/fault-bed.js';
import type { Fault } from './harness/scenario.js';
import { Stranger } from './stranger.js';

/** Every third reservation fails, at every attempt. */
const POISON = `
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poisoned'; END $$;
  CREATE TRIGGER refuse BEFORE INSERT ON reservations FOR EACH ROW
    WHEN (new.amount > 0 AND hashtext(new.order_id::text) % 3 = 0) EXECUTE FUNCTION refuse()`;
const ANTIDOTE = 'DROP FUNCTION refuse CASCADE';

/** Reservations fail until some of their commands are dead letters; then the cause is mended, and they are sent back. */
export const mendedAndSentBack = (bed: FaultBed): Fault => ({
  strike: async () => {
    const { deadLetters } = await bed.books();
    await bed.query('consumer', POISON);
    await eventually(async () => expect((await bed.books()).deadLetters).toBeGreaterThan(deadLetters + 3));
  },
  lift: async () => {
    await bed.query('consumer', ANTIDOTE);
    const operator = await GatewayClient.logIn(bed.system.gatewayUrl, 'operator');
    await eventually(async () => {
      await operator.redrive('consumer.commands');
      expect(await deadLettersWith(operator, 'poisoned')).toEqual([]);
    });
  },
});

/** So many malformed messages into every channel. */
export async function pourPoison({ amqpUrl }: StoreAddresses, count: number): Promise<void> {
  const stranger = await Stranger.connect(amqpUrl);
  for (const { name: to } of channels)
    for (let sent = 0; sent < count; sent++)
      await stranger.send({ type: 'ValidateHoroscope', to, orderId: randomUUIDv7(), body: '{"orderId":' });
  await stranger.close();
}
