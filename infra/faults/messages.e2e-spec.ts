import { ReleaseConsumerCredit, ValidateConsumerInfo, type Command } from '#contracts';
import { GatewayClient } from '#gateway-client';
import { shardOf } from '#messaging';
import { eventually } from '#testing';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import { v7 as uuidv7 } from 'uuid';

const SHARDS = 4;

interface DeadLetters {
  readonly deadLetters: readonly {
    readonly messageId: string;
    readonly channel: string;
    readonly error: string;
    readonly attempts: number;
  }[];
}

/** Messages that no order of ours would send, put into the channels of the running system by hand. */
describe('a stranger at the broker', () => {
  let connection: ChannelModel;
  let amqp: ConfirmChannel;
  let operator: GatewayClient;
  let consumerId: string;

  beforeAll(async () => {
    connection = await connect(process.env.TEST_AMQP_ADMIN_URL ?? '');
    amqp = await connection.createConfirmChannel();
    operator = await GatewayClient.logIn(process.env.GATEWAY_URL ?? '', 'operator');
  });

  beforeEach(async () => {
    ({ consumerId } = await operator.registerConsumer('100.00'));
  });

  afterAll(() => connection.close());

  async function send(command: Command, orderId: string, body: object, messageId = uuidv7()): Promise<void> {
    amqp.publish('consumer.commands', String(shardOf(orderId, SHARDS)), Buffer.from(JSON.stringify(body)), {
      // The broker vouches for it; no service of ours could say the same.
      userId: new URL(process.env.TEST_AMQP_ADMIN_URL ?? '').username,
      messageId,
      type: command.type,
      headers: { 'shard-key': orderId },
      mandatory: true,
    });
    await amqp.waitForConfirms();
  }

  const validate = (orderId: string, messageId?: string) =>
    send(ValidateConsumerInfo, orderId, { orderId, consumerId, orderTotal: '30.00' }, messageId);
  const release = (orderId: string) => send(ReleaseConsumerCredit, orderId, { orderId, consumerId });

  const credit = async (): Promise<string> => (await operator.consumer(consumerId)).availableCredit;

  /** A message that is known to come after the others on this shard: its effect shows that they were handled. */
  async function afterwards(orderId: string, creditIs: string): Promise<void> {
    const shard = shardOf(orderId, SHARDS);
    let next = uuidv7();
    while (shardOf(next, SHARDS) !== shard) next = uuidv7();
    await validate(next);
    await eventually(async () => expect(await credit()).toBe(creditIs));
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

  it('finds a malformed message in the dead-letter channel, and once again after it was sent back', async () => {
    const orderId = uuidv7();
    const sendMalformed = async (): Promise<string> => {
      const messageId = uuidv7();
      await send(ValidateConsumerInfo, orderId, { orderTotal: 30 }, messageId);
      return messageId;
    };
    const letters = async (messageId: string) =>
      (await operator.get<DeadLetters>('/dead-letters')).deadLetters.filter(
        (letter) => letter.messageId === messageId,
      );

    const malformed = await sendMalformed();
    const error = expect.stringContaining('MalformedMessage: Body of ValidateConsumerInfo') as string;
    await eventually(async () =>
      expect(await letters(malformed)).toMatchObject([{ channel: 'consumer.commands', attempts: 1, error }]),
    );
    await operator.post('/dead-letters/consumer.commands/redrive');
    const behindIt = await sendMalformed();
    await eventually(async () => expect(await letters(behindIt)).toHaveLength(1));
    expect(await letters(malformed)).toHaveLength(1);
  });
});
