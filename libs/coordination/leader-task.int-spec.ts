import { createTestDatabase, eventually, type TestDatabase } from '#testing';
import { Logger } from '@nestjs/common';
import { DatabaseSession } from './database-session.js';
import { LeaderLock } from './leader-lock.js';
import { LeaderTask, type Work } from './leader-task.js';

const LEADER = 1;
const INTERVAL_MS = 10;

describe('a task of the leader', () => {
  let database: TestDatabase;
  const tasks: LeaderTask[] = [];
  const sessions: DatabaseSession[] = [];

  beforeAll(async () => {
    database = await createTestDatabase((url) => ({ type: 'postgres', url }));
  });
  beforeEach(() => void jest.spyOn(Logger.prototype, 'warn').mockImplementation());
  afterEach(async () => {
    await Promise.all(tasks.splice(0).map((task) => task.stop()));
    await Promise.all(sessions.splice(0).map((session) => session.stop()));
    jest.restoreAllMocks();
  });
  afterAll(() => database.drop());

  /** The rounds of an instance that has begun to do the work. */
  async function instance(work: Work): Promise<jest.Mock> {
    const session = new DatabaseSession(database.url, 'session under test');
    sessions.push(session);
    session.start();
    await eventually(() => expect(session.isConnected()).toBe(true));
    const round = jest.fn(work);
    const task = new LeaderTask('Task under test', new LeaderLock(session, LEADER), round);
    tasks.push(task);
    task.start(INTERVAL_MS);
    return round;
  }

  const fails: Work = () => Promise.reject(new Error('no connection in the pool'));
  const succeeds: Work = () => Promise.resolve();

  it('passes to another instance when the leader fails at it', async () => {
    const failing = await instance(fails);
    await eventually(() => expect(failing).toHaveBeenCalled());
    const healthy = await instance(succeeds);
    await eventually(() => expect(healthy).toHaveBeenCalled());
  });

  it('is tried again by one that is alone', async () => {
    const failing = await instance(fails);
    await eventually(() => expect(failing.mock.calls.length).toBeGreaterThan(2));
  });

  it('stays with the one that succeeds', async () => {
    const first = await instance(succeeds);
    await eventually(() => expect(first).toHaveBeenCalled());
    const second = await instance(succeeds);
    const rounds = first.mock.calls.length;
    await eventually(() => expect(first.mock.calls.length).toBeGreaterThan(rounds + 2));
    expect(second).not.toHaveBeenCalled();
  });
});
