import { DatabaseSession, LeaderLock } from '#coordination';
import { eventually } from '#testing';
import { Registry } from 'prom-client';
import { DeadlineWorker, type TimeOut } from './deadline-worker.js';
import { SagaMetrics } from './saga-metrics.js';
import { SagaBed } from './testing/saga-bed.js';
import { twoStepSaga } from './testing/two-step-saga.js';

const DEADLINES = 1;

describe('a saga past its deadline', () => {
  let bed: SagaBed;
  const sessions: DatabaseSession[] = [];
  const workers: DeadlineWorker[] = [];

  beforeAll(async () => {
    bed = await SagaBed.start();
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    await Promise.all(sessions.splice(0).map((session) => session.stop()));
  });
  afterAll(() => bed.stop());

  /** A worker of an instance of its own, that is, with its own session. */
  function startWorker(timeOut: TimeOut): DeadlineWorker {
    const session = new DatabaseSession(bed.database.url, 'deadlines under test');
    const leader = new LeaderLock(session, DEADLINES);
    const worker = new DeadlineWorker(bed.database.dataSource, leader, twoStepSaga.name, timeOut);
    sessions.push(session);
    workers.push(worker);
    session.start();
    worker.start(10);
    return worker;
  }

  it('is counted among those that run', async () => {
    const registry = new Registry();
    void new SagaMetrics(bed.database.dataSource, registry);
    await bed.startSaga(1);
    await bed.startSaga(60_000);
    await eventually(async () =>
      expect(await registry.metrics()).toContain('sagas_overdue{saga="test-saga"} 1'),
    );
    expect(await registry.metrics()).toContain('sagas_running{saga="test-saga"} 2');
  });

  it('is given up at its deadline, and compensated once', async () => {
    const orderId = await bed.startSaga(1);
    const patient = await bed.startSaga(60_000);
    startWorker((shardKey) =>
      bed.inWork(async (work) => void (await bed.sagas.abandon(work, shardKey, 'TOO_LATE'))),
    );
    await eventually(async () =>
      expect(await bed.sagaOf(orderId)).toMatchObject({ status: 'FAILED', reason: 'TOO_LATE' }),
    );
    expect((await bed.typesSent(orderId)).filter((type) => type === 'ReleaseConsumerCredit')).toHaveLength(1);
    expect(await bed.sagaOf(patient)).toMatchObject({ status: 'RUNNING' });
  });

  it('is given up once by three workers, one of which works at a time and is succeeded', async () => {
    const overdue = new Set(await Promise.all(Array.from({ length: 200 }, () => bed.startSaga(1))));
    const concluded: string[] = [];
    const hands = new Set<number>();
    let atWork = 0;
    const instances = [0, 1, 2].map((instance) =>
      startWorker(async (shardKey) => {
        expect(++atWork).toBe(1);
        const outcome = await bed.inWork((work) => bed.sagas.abandon(work, shardKey, 'TOO_LATE'));
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
    const stubborn = await bed.startSaga(1);
    const willing = await bed.startSaga(1);
    startWorker((shardKey) =>
      bed.inWork(async (work) => {
        if (shardKey === stubborn) throw new Error('no');
        await bed.sagas.abandon(work, shardKey, 'TOO_LATE');
      }),
    );
    await eventually(async () => expect(await bed.sagaOf(willing)).toMatchObject({ status: 'FAILED' }));
    expect(await bed.sagaOf(stubborn)).toMatchObject({ status: 'RUNNING' });
  });
});
