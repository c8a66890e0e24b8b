import { ReleaseConsumerCredit, ValidateConsumerInfo, type Command } from '#contracts';
import { declareTopology, routingKeyOf } from '#messaging';
import {
  createTestBroker,
  createTestDatabase,
  eventually,
  percy,
  type StartedService,
  type TestBroker,
  type TestDatabase,
} from '#testing';
import type { DynamicModule } from '@nestjs/common';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import { randomUUIDv7 } from 'node:crypto';
import { ConsumerConfig } from '../../apps/consumer/consumer.config.js';
import { ConsumerModule } from '../../apps/consumer/consumer.module.js';
import { ReleaseConsumerCreditHandler } from '../../apps/consumer/messaging/release-consumer-credit.handler.js';
import { dataSourceOptions } from '../../apps/consumer/persistence/data-source.js';
import { startConsumerService } from '../../apps/consumer/testing/consumer-service.js';
import { ledgerOf, outcomesOf } from '../../apps/consumer/testing/ledger.js';

const SHARDS = 4;

/** The service as it was before it could release credit. */
function olderModule(environment: Readonly<Record<string, string>>): DynamicModule {
  const { controllers = [], ...module } = ConsumerModule.forRoot(ConsumerConfig.parse(environment));
  return { ...module, controllers: controllers.filter((one) => one !== ReleaseConsumerCreditHandler) };
}

describe('a command that the service does not know yet', () => {
  let broker: TestBroker;
  let database: TestDatabase;
  let connection: ChannelModel;
  let amqp: ConfirmChannel;

  beforeAll(async () => {
    broker = await createTestBroker();
    database = await createTestDatabase(dataSourceOptions);
    connection = await connect(broker.url);
    amqp = await connection.createConfirmChannel();
    await declareTopology(amqp, { shards: SHARDS, retryDelaysMs: [1_000, 5_000, 30_000] });
  });

  afterAll(async () => {
    await connection.close();
    await database.drop();
    await broker.drop();
  });

  const send = async (command: Command, orderId: string, more: object = {}): Promise<void> => {
    const body = { orderId, consumerId: percy, ...more };
    const routingKey = routingKeyOf(command.channel, orderId, SHARDS);
    amqp.publish(command.channel, routingKey, Buffer.from(JSON.stringify(body)), {
      type: command.type,
      messageId: randomUUIDv7(),
      headers: { 'shard-key': orderId },
    });
    await amqp.waitForConfirms();
  };

  const ask = async <T>(service: StartedService, method: 'GET' | 'POST', url: string): Promise<T> => {
    const headers = { authorization: await service.issuer.bearer('operator') };
    return (await service.app.inject({ method, url, headers })).json<T>();
  };

  const deadLetters = async (service: StartedService): Promise<object[]> =>
    (await ask<{ readonly deadLetters: object[] }>(service, 'GET', '/dead-letters')).deadLetters;

  it('is a dead letter at once, holds up nothing, and is handled when the newer version has been started', async () => {
    const [orderId, next] = [randomUUIDv7(), randomUUIDv7()];
    const options = { amqpUrl: broker.url, database };
    const older = await startConsumerService({ ...options, moduleFor: olderModule });
    await send(ValidateConsumerInfo, orderId, { orderTotal: '12.34' });
    await send(ReleaseConsumerCredit, orderId);
    await send(ValidateConsumerInfo, next, { orderTotal: '4.50' });
    const unknown = { type: ReleaseConsumerCredit.type, shardKey: orderId, attempts: 1 };
    await eventually(async () => expect(await deadLetters(older)).toMatchObject([unknown]));
    const before = { heldCredit: 1684, sumOfHeld: 1684 };
    await eventually(async () => expect(await ledgerOf(database, percy)).toEqual(before));
    await older.stop();

    const newer = await startConsumerService(options);
    const redrive = `/dead-letters/${ReleaseConsumerCredit.channel}/redrive`;
    await eventually(async () => expect(await ask(newer, 'POST', redrive)).toMatchObject({ redriven: 1 }));
    const after = { heldCredit: 450, sumOfHeld: 450 };
    await eventually(async () => expect(await ledgerOf(database, percy)).toEqual(after));
    expect(await outcomesOf(database, orderId)).toEqual([null, null]);
    expect(await deadLetters(newer)).toEqual([]);
    await newer.stop();
  });
});
