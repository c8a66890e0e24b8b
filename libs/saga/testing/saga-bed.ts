import { outboxMigrations, type OutboxWork, type Transaction } from '#outbox';
import { createTestDatabase, offlineTransaction, outboxContent, type TestDatabase } from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { CreateSagas1761000000003 } from '../create-sagas.migration.js';
import { SagaManager } from '../saga-manager.js';
import { summarise, type SagaSummary } from '../saga-table.js';
import { twoStepSaga } from './two-step-saga.js';

/** A database of two-step sagas, each for an order of its own, and what can be seen of them. */
export class SagaBed {
  readonly sagas = new SagaManager(twoStepSaga);
  private readonly transaction: Transaction;

  private constructor(readonly database: TestDatabase) {
    this.transaction = offlineTransaction(database, 'order');
  }

  static async start(): Promise<SagaBed> {
    const migrations = [...outboxMigrations, CreateSagas1761000000003];
    return new SagaBed(await createTestDatabase((url) => ({ type: 'postgres', url, migrations })));
  }

  stop(): Promise<void> {
    return this.database.drop();
  }

  inWork<T>(story: (work: OutboxWork) => Promise<T>): Promise<T> {
    return this.transaction.run(story);
  }

  /** Starts a saga, and resolves to its order's id. */
  async startSaga(deadlineMs?: number): Promise<string> {
    const orderId = randomUUIDv7();
    await this.inWork((work) => this.sagas.start(work, orderId, { orderId }, deadlineMs));
    return orderId;
  }

  /** The saga of the order. */
  async sagaOf(orderId: string): Promise<SagaSummary> {
    const [saga] = await summarise(this.database.dataSource.manager, orderId);
    if (!saga) throw new Error(`The order ${orderId} has no saga`);
    return saga;
  }

  /** The types of the messages that were sent for the order, in their order. */
  async typesSent(orderId: string): Promise<string[]> {
    const messages = await outboxContent(this.database);
    return messages.filter(({ shardKey }) => shardKey === orderId).map(({ type }) => type);
  }
}
