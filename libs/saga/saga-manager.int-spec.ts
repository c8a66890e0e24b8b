import { ConsumerValidated, OrderDetailsValidated } from '#contracts';
import { CreateOutbox1761000000001, type OutboxWork, type Transaction } from '#outbox';
import {
  createTestDatabase,
  offlineTransaction,
  outboxContent,
  receivedMessage,
  type TestDatabase,
} from '#testing';
import { v7 as uuidv7 } from 'uuid';
import { CreateSagas1761000000003 } from './create-sagas.migration.js';
import { SagaManager } from './saga-manager.js';
import { summarise } from './saga-table.js';
import { twoStepSaga } from './testing/two-step-saga.js';

describe('the saga manager', () => {
  let database: TestDatabase;
  let transaction: Transaction;
  const sagas = new SagaManager(twoStepSaga);

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
});
