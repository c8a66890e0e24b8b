import { ValidateConsumerInfo } from '#contracts';
import type { DeadLetter } from '#gateway-client';
import { declareTopology, routingKeyOf } from '#messaging';
import { createTestBroker, eventually, percy, type StartedService, type TestBroker } from '#testing';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import { randomUUIDv7 } from 'node:crypto';
import { startConsumerService } from './testing/consumer-service.js';
import { ledgerOf } from './testing/ledger.js';

const shards = 4;
const ATTEMPTS = 4;

describe('the dead letters of the consumer service', () => {
  let broker: TestBroker;
  let connection: ChannelModel;
  let amqp: ConfirmChannel;
  let service: StartedService;
  let operator: { readonly authorization: string };

  beforeAll(async () => {
    broker = await createTestBroker();
    connection = await connect(broker.url);
    amqp = await connection.createConfirmChannel();
    await declareTopology(amqp, { shards, retryDelaysMs: [10, 20, 30] });
    service = await startConsumerService({ amqpUrl: broker.url, variables: { RETRY_DELAYS_MS: '10,20,30' } });
    operator = { authorization: await service.issuer.bearer('operator') };
  });
  afterAll(async () => {
    await service.stop();
    await connection.close();
    await broker.drop();
  });

  function send(orderId: string): string {
    const messageId = randomUUIDv7();
    const body = { orderId, consumerId: percy, orderTotal: '5.00' };
    const { channel, type } = ValidateConsumerInfo;
    amqp.publish(channel, routingKeyOf(channel, orderId, shards), Buffer.from(JSON.stringify(body)), {
      type,
      messageId,
      replyTo: 'order.replies',
      headers: { 'shard-key': orderId },
    });
    return messageId;
  }

  const letters = async (): Promise<readonly DeadLetter[]> => {
    const answer = await service.app.inject({ url: '/dead-letters', headers: operator });
    return answer.json<{ deadLetters: readonly DeadLetter[] }>().deadLetters;
  };
  const ids = async () => (await letters()).map(({ messageId }) => messageId).toSorted();

  const metrics = async () => (await service.app.inject({ url: '/metrics' })).body;
  const measured = (line: string) => eventually(async () => expect(await metrics()).toContain(line));
  const deliveries = (outcome: string, count: number) =>
    `message_deliveries_total{channel="consumer.commands",outcome="${outcome}"} ${count}`;

  const redrive = async (payload?: object) => {
    const url = '/dead-letters/consumer.commands/redrive';
    const answer = await service.app.inject({ method: 'POST', url, headers: operator, payload });
    return { status: answer.statusCode, ...answer.json<{ redriven?: number }>() };
  };

  const failuresOf = async (orderId: string) => {
    const answer = await service.app.inject({ url: `/orders/${orderId}/messages`, headers: operator });
    return answer.json<{ failed: readonly { disposition: string; attempt: number }[] }>().failed;
  };

  /** A cause that no retry mends. */
  const breakReservations = () =>
    service.database.dataSource.query('ALTER TABLE reservations RENAME TO mislaid');
  const mendReservations = () =>
    service.database.dataSource.query('ALTER TABLE mislaid RENAME TO reservations');

  it('are kept after the last attempt, once, and have their effect once when the cause is mended', async () => {
    await breakReservations();
    const orderId = randomUUIDv7();
    const messageId = send(orderId);
    await eventually(async () => expect(await ids()).toEqual([messageId]));
    const error = expect.stringContaining('relation "reservations" does not exist') as string;
    expect(await letters()).toMatchObject([{ attempts: ATTEMPTS, error, shardKey: orderId }]);
    await eventually(async () =>
      expect(await failuresOf(orderId)).toMatchObject([{ attempt: ATTEMPTS, disposition: 'dead-letter' }]),
    );

    await measured('dead_letters_waiting{channel="consumer.commands"} 1');
    await measured(deliveries('dead-letter', 1));
    await measured(deliveries('retry', ATTEMPTS - 1));
    await measured('broker_connected{connection="publisher"} 1');
    const inVain = (await letters())[0]?.failedAt;
    expect(await redrive()).toMatchObject({ status: 200, redriven: 1 });
    await eventually(async () => {
      const [letter, ...others] = await letters();
      expect(others).toEqual([]);
      expect(letter).toMatchObject({ messageId, attempts: ATTEMPTS });
      expect(letter?.failedAt).not.toBe(inVain);
    });

    await mendReservations();
    expect(await redrive({ messageIds: [messageId] })).toMatchObject({ status: 200, redriven: 1 });
    await eventually(async () =>
      expect(await ledgerOf(service.database, percy)).toEqual({ heldCredit: 500, sumOfHeld: 500 }),
    );
    expect(await ids()).toEqual([]);
    expect(await failuresOf(orderId)).toEqual([]);
    await measured(deliveries('handled', 1));
    await measured('dead_letters_waiting{channel="consumer.commands"} 0');
  });

  it('are sent back one by one, by their ids', async () => {
    await breakReservations();
    const [one, other] = [send(randomUUIDv7()), send(randomUUIDv7())].toSorted();
    await eventually(async () => expect(await ids()).toEqual([one, other]));
    await mendReservations();
    expect(await redrive({ messageIds: [randomUUIDv7()] })).toMatchObject({ status: 200, redriven: 0 });
    expect(await redrive({ messageIds: [other] })).toMatchObject({ status: 200, redriven: 1 });
    await eventually(async () => expect((await ledgerOf(service.database, percy)).heldCredit).toBe(1_000));
    expect(await ids()).toEqual([one]);
    expect(await redrive()).toMatchObject({ status: 200, redriven: 1 });
    await eventually(async () => expect((await ledgerOf(service.database, percy)).heldCredit).toBe(1_500));
  });

  it.each([[{ messageIds: [] }], [{ messageIds: 'one' }], [{ ids: ['one'] }]])(
    'are not sent back for %j, which is no list of ids',
    async (payload) => {
      expect(await redrive(payload)).toMatchObject({ status: 400 });
    },
  );
});
