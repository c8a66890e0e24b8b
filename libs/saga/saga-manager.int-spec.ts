import {
  ConsumerValidated,
  OrderDetailsValidated,
  OrderDetailsValidationFailed,
  ConsumerValidationFailed,
  ReleaseConsumerCredit,
  ValidateConsumerInfo,
  ValidateOrderDetails,
} from '#contracts';
import { CreateOutbox1761000000001, type OutboxWork, type Transaction } from '#outbox';
import {
  createTestDatabase,
  eventually,
  offlineTransaction,
  outboxContent,
  receivedMessage,
  type TestDatabase,
} from '#testing';
import { v7 as uuidv7 } from 'uuid';
import { CreateSagas1761000000003 } from './create-sagas.migration.js';
import { DeadlineWorker } from './deadline-worker.js';
import { request, type SagaDefinition } from './definition/index.js';
import { SagaManager } from './saga-manager.js';
import { summarise } from './saga-table.js';

interface Data {
  readonly orderId: string;
}

const consumerId = 'c0000000-0000-4000-8000-000000000001';
const restaurantId = 'a0000000-0000-4000-8000-000000000001';
const deliveryAddress = { street1: '1 Main Street', city: 'Oakland', state: 'CA', zip: '94612' };
const lineItems = [{ menuItemId: 'samosa', quantity: 1 }];

const definition: SagaDefinition<Data> = {
  name: 'test-saga',
  replyChannel: 'order.replies',
  steps: [
    {
      name: 'consumer',
      request: request(ValidateConsumerInfo, ({ orderId }) => ({ orderId, consumerId, orderTotal: 450 })),
      succeedsOn: ConsumerValidated,
      failsOn: ConsumerValidationFailed,
      compensation: request(ReleaseConsumerCredit, ({ orderId }) => ({ orderId, consumerId })),
    },
    {
      name: 'restaurant',
      request: request(ValidateOrderDetails, ({ orderId }) => ({
        orderId,
        restaurantId,
        deliveryAddress,
        lineItems,
        orderTotal: 450,
      })),
      succeedsOn: OrderDetailsValidated,
      failsOn: OrderDetailsValidationFailed,
    },
  ],
  onCompletion: [],
  deadlineReason: 'TOO_LATE',
};

describe('the saga manager', () => {
  let database: TestDatabase;
  let transaction: Transaction;
  const sagas = new SagaManager(definition);

  beforeAll(async () => {
    database = await createTestDatabase((url) => ({
      type: 'postgres',
      url,
      migrations: [CreateOutbox1761000000001, CreateSagas1761000000003],
    }));
    transaction = offlineTransaction(database, 'order');
  });

  afterAll(() => database.drop());

  const inWork = <T>(story: (work: OutboxWork) => Promise<T>): Promise<T> => transaction.run(story);

  /** Starts a saga and returns its order's id and its own. */
  async function start(deadlineMs?: number): Promise<{ orderId: string; correlationId: string }> {
    const orderId = uuidv7();
    await inWork((work) => sagas.start(work, orderId, { orderId }, deadlineMs));
    const [saga] = await summarise(database.dataSource.manager, orderId);
    return { orderId, correlationId: saga!.sagaId };
  }

  const statusOf = async (orderId: string) => {
    const [saga] = await summarise(database.dataSource.manager, orderId);
    return { status: saga?.status, reason: saga?.reason };
  };

  const typesSent = async (orderId: string): Promise<string[]> =>
    (await outboxContent(database)).filter(({ shardKey }) => shardKey === orderId).map(({ type }) => type);

  it('sends its commands with the saga as correlation, and ends by the last reply', async () => {
    const { orderId, correlationId } = await start();
    expect(await typesSent(orderId)).toEqual(['ValidateConsumerInfo', 'ValidateOrderDetails']);
    const replies = [ConsumerValidated, OrderDetailsValidated].map((contract) =>
      receivedMessage(contract, { orderId }, { correlationId }),
    );
    const outcomes = [];
    for (const reply of replies) outcomes.push(await inWork((work) => sagas.onReply(work, orderId, reply)));
    expect(outcomes).toEqual([undefined, { data: { orderId }, failure: undefined }]);
    expect(await statusOf(orderId)).toEqual({ status: 'COMPLETED', reason: null });
  });

  it('ends once when its last two replies are handled at the same time', async () => {
    const { orderId, correlationId } = await start();
    const outcomes = await Promise.all(
      [ConsumerValidated, OrderDetailsValidated].map((contract) =>
        inWork((work) =>
          sagas.onReply(work, orderId, receivedMessage(contract, { orderId }, { correlationId })),
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(1);
  });

  it.each([
    ['another order', (own: string, other: string) => [other, own]],
    ['no saga at all', (own: string) => [own, uuidv7()]],
  ])('notes a reply that belongs to %s, and does nothing', async (_, mix) => {
    const one = await start();
    const other = await start();
    const [orderId, correlationId] = mix(one.correlationId, other.orderId) as [string, string];
    const reply = receivedMessage(ConsumerValidated, { orderId }, { correlationId });
    const note = await inWork(async (work) => {
      await sagas.onReply(work, orderId, reply);
      return work.outcome;
    });
    expect(note).toBe('unknown: there is no such saga');
    expect(await statusOf(one.orderId)).toMatchObject({ status: 'RUNNING' });
  });

  it('is given up at its deadline, by whichever instance comes first, and compensated once', async () => {
    const { orderId } = await start(1);
    const patient = await start(60_000);
    const timeOut = (shardKey: string): Promise<void> =>
      inWork(async (work) => void (await sagas.abandon(work, shardKey, 'TOO_LATE')));
    const workers = [1, 2, 3].map(() => new DeadlineWorker(database.dataSource, definition.name, timeOut));
    for (const worker of workers) worker.start(10);
    await eventually(async () =>
      expect(await statusOf(orderId)).toEqual({ status: 'FAILED', reason: 'TOO_LATE' }),
    );
    await Promise.all(workers.map((worker) => worker.stop()));
    expect((await typesSent(orderId)).filter((type) => type === 'ReleaseConsumerCredit')).toHaveLength(1);
    expect(await statusOf(patient.orderId)).toMatchObject({ status: 'RUNNING' });
  });

  it('gives up the others when one cannot be given up', async () => {
    const stubborn = await start(1);
    const willing = await start(1);
    const worker = new DeadlineWorker(database.dataSource, definition.name, (shardKey) =>
      inWork(async (work) => {
        if (shardKey === stubborn.orderId) throw new Error('no');
        await sagas.abandon(work, shardKey, 'TOO_LATE');
      }),
    );
    worker.start(10);
    await eventually(async () => expect(await statusOf(willing.orderId)).toMatchObject({ status: 'FAILED' }));
    await worker.stop();
    expect(await statusOf(stubborn.orderId)).toMatchObject({ status: 'RUNNING' });
  });
});
