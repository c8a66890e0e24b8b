import { ReleaseConsumerCredit, ValidateConsumerInfo } from '#contracts';
import { GatewayClient } from '#gateway-client';
import { eventually } from '#testing';
import { v7 as uuidv7 } from 'uuid';
import { onTheShardOf, Stranger } from './stranger.js';

/** Messages that no order of ours would send, put into the channels of the running system by hand. */
describe('a stranger at the broker', () => {
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

  const validate = (orderId: string, messageId = uuidv7()): Promise<string> => {
    const { type, channel } = ValidateConsumerInfo;
    const body = { orderId, consumerId, orderTotal: '30.00' };
    return stranger.send({ type, to: channel, orderId, body, properties: { messageId } });
  };

  const release = (orderId: string): Promise<string> => {
    const { type, channel } = ReleaseConsumerCredit;
    return stranger.send({ type, to: channel, orderId, body: { orderId, consumerId } });
  };

  /** A message that is known to come after the others on this shard: its effect shows that they were handled. */
  async function afterwards(orderId: string, creditIs: string): Promise<void> {
    await validate(onTheShardOf(orderId, ValidateConsumerInfo.channel));
    await eventually(async () =>
      expect((await operator.consumer(consumerId)).availableCredit).toBe(creditIs),
    );
  }

  it('has one effect with the same message sent ten times', async () => {
    const [orderId, messageId] = [uuidv7(), uuidv7()];
    for (let time = 0; time < 10; time++) await validate(orderId, messageId);
    await afterwards(orderId, '40.00');
  });

  it('has one effect with the same command sent ten times', async () => {
    const orderId = uuidv7();
    for (let time = 0; time < 10; time++) await validate(orderId);
    await afterwards(orderId, '40.00');
  });

  it('has nothing held when the release comes before the reservation', async () => {
    const orderId = uuidv7();
    await release(orderId);
    await validate(orderId);
    await afterwards(orderId, '70.00');
  });
});
