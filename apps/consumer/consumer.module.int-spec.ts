import { ReleaseConsumerCredit, ValidateConsumerInfo, type Command } from '#contracts';
import { channelsOf, declareTopology, queuesOf, routingKeyOf } from '#messaging';
import { type StartedService, type TestBroker, createTestBroker, eventually } from '#testing';
import { connect, type ChannelModel, type ConfirmChannel, type ConsumeMessage } from 'amqplib';
import { randomUUIDv7 } from 'node:crypto';
import type { z } from 'zod';
import { ledgerOf, outcomesOf } from './testing/ledger.js';
import { startConsumerService } from './testing/consumer-service.js';

const shards = 4;
const percy = 'c0000000-0000-4000-8000-000000000002';

describe('the consumer service on its channel', () => {
  let broker: TestBroker;
  let connection: ChannelModel;
  let amqp: ConfirmChannel;
  let service: StartedService;
  const replies: ConsumeMessage[] = [];

  beforeAll(async () => {
    broker = await createTestBroker();
    connection = await connect(broker.url);
    amqp = await connection.createConfirmChannel();
    await declareTopology(amqp, { shards, retryDelaysMs: [1_000, 5_000, 30_000] });
    for (const queue of channelsOf('order').flatMap((channel) => queuesOf(channel, shards)))
      await amqp.consume(queue, (reply) => reply && replies.push(reply), { noAck: true });
    service = await startConsumerService({ amqpUrl: broker.url });
  });
  afterAll(async () => {
    await service.stop();
    await connection.close();
    await broker.drop();
  });

  /** As any AMQP client would: with no more than it must say. */
  const send = <C extends Command>(
    { type, channel }: C,
    body: z.input<C['body']> & { readonly orderId: string },
    messageId = randomUUIDv7(),
  ): void => {
    const { orderId } = body;
    amqp.publish(channel, routingKeyOf(channel, orderId, shards), Buffer.from(JSON.stringify(body)), {
      type,
      messageId,
      correlationId: 'the saga',
      replyTo: 'order.replies',
      headers: { 'shard-key': orderId },
    });
  };
  const replyOn = (orderId: string) =>
    eventually(() => {
      const found = replies.map(readReply).find(({ body }) => body.orderId === orderId);
      return found ?? Promise.reject(new Error(`no reply on the order ${orderId} yet`));
    });

  const sentFor = async (orderId: string) => {
    const headers = { authorization: await service.issuer.bearer('operator') };
    const trail = await service.app.inject({ url: `/orders/${orderId}/messages`, headers });
    const { waiting, published } = trail.json<Record<string, { readonly type: string }[]>>();
    return [...(published ?? []), ...(waiting ?? [])].map(({ type }) => type);
  };

  it('answers a command that came twice once, and gives the credit back', async () => {
    const order = { orderId: randomUUIDv7(), consumerId: percy };
    const messageId = randomUUIDv7();
    send(ValidateConsumerInfo, { ...order, orderTotal: '12.34' }, messageId);
    send(ValidateConsumerInfo, { ...order, orderTotal: '12.34' }, messageId);
    expect(await replyOn(order.orderId)).toEqual({
      type: 'ConsumerValidated',
      correlationId: 'the saga',
      causationId: messageId,
      body: { orderId: order.orderId },
    });
    expect(await ledgerOf(service.database, percy)).toEqual({ heldCredit: 1234, sumOfHeld: 1234 });
    send(ReleaseConsumerCredit, order);
    await eventually(async () =>
      expect(await outcomesOf(service.database, order.orderId)).toEqual([null, null]),
    );
    expect(await ledgerOf(service.database, percy)).toEqual({ heldCredit: 0, sumOfHeld: 0 });
    expect(await sentFor(order.orderId)).toEqual(['ConsumerValidated']);
  });

  it('answers with the reason of a refusal', async () => {
    const orderId = randomUUIDv7();
    send(ValidateConsumerInfo, { orderId, consumerId: percy, orderTotal: '20.01' });
    expect(await replyOn(orderId)).toMatchObject({
      type: 'ConsumerValidationFailed',
      body: { orderId, reason: 'INSUFFICIENT_CREDIT' },
    });
  });
});

const readReply = ({ properties, content }: ConsumeMessage) => ({
  type: String(properties.type),
  correlationId: String(properties.correlationId),
  causationId: String(properties.headers?.['causation-id']),
  body: JSON.parse(content.toString()) as { readonly orderId: string },
});
