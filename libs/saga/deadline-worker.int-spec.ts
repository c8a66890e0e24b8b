import { DatabaseSession, LeaderLock } from '#coordination';
import { CreateOutbox1761000000001, type OutboxWork, type Transaction } from '#outbox';
import {
  createTestDatabase,
  eventually,
  offlineTransaction,
  outboxContent,
  type TestDatabase,
} from '#testing';
import { Registry } from 'prom-client';
import { v7 as uuidv7 } from 'uuid';
import { CreateSagas1761000000003 } from './create-sagas.migration.js';
import { DeadlineWorker, type TimeOut } from './deadline-worker.js';
import { SagaManager } from './saga-manager.js';
import { SagaMetrics } from './saga-metrics.js';
import { summarise } from './saga-table.js';
import { twoStepSaga } from './testing/two-step-saga.js';

const DEADLINES = 1;

describe('a saga past its deadline', () => {
  let database: TestDatabase;
  let transaction: Transaction;
  const sagas = new SagaManager(twoStepSaga);
  const sessions: DatabaseSession[] = [];
  const workers: DeadlineWorker[] = [];

  beforeAll(async () => {
    database = await createTestDatabase((url) => ({
      type: 'postgres',
      url,
      migrations: [CreateOutbox1761000000001, CreateSagas1761000000003],
    }));
    transaction = offlineTransaction(database, 'order');
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    await Promise.all(sessions.splice(0).map((session) => session.stop()));
  });
  afterAll(() => database.drop());

  /** A worker of an instance of its own, that is, with its own session. */
  function startWorker(timeOut: TimeOut): DeadlineWorker {
    const session = new DatabaseSession(database.url, 'deadlines under test');
    const leader = new LeaderLock(session, DEADLINES);
    const worker = new DeadlineWorker(database.dataSource, leader, twoStepSaga.name, timeOut);
    sessions.push(session);
    workers.push(worker);
    session.start();
    worker.start(10);
    return worker;
  }

  const inWork = <T>(story: (work: OutboxWork) => Promise<T>): Promise<T> => transaction.run(story);

  async function start(deadlineMs: number): Promise<string> {
    const orderId = uuidv7();
    await inWork((work) => sagas.start(work, orderId, { orderId }, deadlineMs));
    return orderId;
  }

  const statusOf = async (orderId: string) => {
    const [saga] = await summarise(database.dataSource.manager, orderId);
    return { status: saga?.status, reason: saga?.reason };
  };

  const typesSent = async (orderId: string): Promise<string[]> =>
    (await outboxContent(database)).filter(({ shardKey }) => shardKey === orderId).map(({ type }) => type);

  it('is counted among those that run', async () => {
    const registry = new Registry();
    void new SagaMetrics(database.dataSource, registry);
    await start(1);
    await start(60_000);
    await eventually(async () =>
      expect(await registry.metrics()).toContain('sagas_overdue{saga="test-saga"} 1'),
    );
    expect(await registry.metrics()).toContain('sagas_running{saga="test-saga"} 2');
  });

  it('is given up at its deadline, and compensated once', async () => {
    const orderId = await start(1);
    const patient = await start(60_000);
    startWorker((shardKey) => inWork(async (work) => void (await sagas.abandon(work, shardKey, 'TOO_LATE'))));
    await eventually(async () =>
      expect(await statusOf(orderId)).toEqual({ status: 'FAILED', reason: 'TOO_LATE' }),
    );
    expect((await typesSent(orderId)).filter((type) => type === 'ReleaseConsumerCredit')).toHaveLength(1);
    expect(await statusOf(patient)).toMatchObject({ status: 'RUNNING' });
  });

  it('is given up once by three workers, one of which works at a time and is succeeded', async () => {
    const overdue = new Set(await Promise.all(Array.from({ length: 200 }, () => start(1))));
    const concluded: string[] = [];
    const hands = new Set<number>();
    let atWork = 0;
    const instances = [0, 1, 2].map((instance) =>
      startWorker(async (shardKey) => {
        expect(++atWork).toBe(1);
        const outcome = await inWork((work) => sagas.abandon(work, shardKey, 'TOO_LATE'));
        if (outcome) concluded.push(shardKey);
        atWork--;
        hands.add(instance);
      }),
    );
    await eventually(() => expect(concluded.length).toBeGreaterThan(20));
    const [leader] = hands;
    await instances[leader!]!.stop();
    await eventually(() =>
      expect(concluded.filter((id) => overdue.has(id)).toSorted()).toEqual([...overdue].toSorted()),
    );
    expect(hands.size).toBe(2);
  });

  it('gives up the others when one cannot be given up', async () => {
    const stubborn = await start(1);
    const willing = await start(1);
    startWorker((shardKey) =>
      inWork(async (work) => {
        if (shardKey === stubborn) throw new Error('no');
        await sagas.abandon(work, shardKey, 'TOO_LATE');
      }),
    );
    await eventually(async () => expect(await statusOf(willing)).toMatchObject({ status: 'FAILED' }));
    expect(await statusOf(stubborn)).toMatchObject({ status: 'RUNNING' });
  });
});
