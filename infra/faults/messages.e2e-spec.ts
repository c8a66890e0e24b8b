import { ReleaseConsumerCredit, ValidateConsumerInfo } from '#contracts';
import { eventually } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { StrangerBed } from './stranger-bed.js';
import { onTheShardOf } from './stranger.js';

/** Messages that no order of ours would send, put into the channels of the running system by hand. */
describe('a stranger at the broker', () => {
  let bed: StrangerBed;

  beforeAll(async () => {
    bed = await StrangerBed.start();
  });
  beforeEach(() => bed.renewConsumer());
  afterAll(() => bed.stop());

  const validate = (orderId: string, messageId = randomUUIDv7()): Promise<string> => {
    const { type, channel } = ValidateConsumerInfo;
    const body = { orderId, consumerId: bed.consumerId, orderTotal: '30.00' };
    return bed.stranger.send({ type, to: channel, orderId, body, properties: { messageId } });
  };

  const release = (orderId: string): Promise<string> => {
    const { type, channel } = ReleaseConsumerCredit;
    return bed.stranger.send({ type, to: channel, orderId, body: { orderId, consumerId: bed.consumerId } });
  };

  /** A message that is known to come after the others on this shard: its effect shows that they were handled. */
  async function afterwards(orderId: string, creditIs: string): Promise<void> {
    await validate(onTheShardOf(orderId, ValidateConsumerInfo.channel));
    await eventually(async () => expect(await bed.credit()).toBe(creditIs));
  }

  it('has one effect with the same message sent ten times', async () => {
    const [orderId, messageId] = [randomUUIDv7(), randomUUIDv7()];
    for (let time = 0; time < 10; time++) await validate(orderId, messageId);
    await afterwards(orderId, '40.00');
  });

  it('has one effect with the same command sent ten times', async () => {
    const orderId = randomUUIDv7();
    for (let time = 0; time < 10; time++) await validate(orderId);
    await afterwards(orderId, '40.00');
  });

  it('has nothing held when the release comes before the reservation', async () => {
    const orderId = randomUUIDv7();
    await release(orderId);
    await validate(orderId);
    await afterwards(orderId, '70.00');
  });
});
