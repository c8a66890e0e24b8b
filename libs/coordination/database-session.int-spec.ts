import { createTestDatabase, eventually, TcpProxy, type TestDatabase } from '#testing';
import { Logger } from '@nestjs/common';
import { DatabaseSession } from './database-session.js';
import type { Pace } from './heartbeat.js';
import { LeaderLock } from './leader-lock.js';

const LEADER = 1;
const NEVER_MS = 2 ** 31 - 1;

const lively: Pace = { beatMs: 50, answerMs: NEVER_MS, silenceMs: 2_000 };
/** As a process that was stopped: it says nothing, and does not notice anything. */
const frozen = (silenceMs: number): Pace => ({ beatMs: NEVER_MS, answerMs: NEVER_MS, silenceMs });
/** Only its own side can notice that the network is gone. */
const alone: Pace = { beatMs: 50, answerMs: 200, silenceMs: NEVER_MS };

describe('a database session', () => {
  let database: TestDatabase;
  const sessions: DatabaseSession[] = [];

  beforeAll(async () => {
    database = await createTestDatabase((url) => ({ type: 'postgres', url }));
  });
  afterEach(() => Promise.all(sessions.splice(0).map((session) => session.stop())));
  afterAll(() => database.drop());

  async function connected(pace: Pace, url = database.url): Promise<DatabaseSession> {
    const session = new DatabaseSession(url, 'session under test', pace);
    sessions.push(session);
    session.start();
    await eventually(() => expect(session.isConnected()).toBe(true));
    return session;
  }

  it('that falls silent is ended by PostgreSQL, and its lock passes to another', async () => {
    const stopped = await connected(frozen(NEVER_MS));
    const lost = new Promise<void>((resolve) => stopped.once('lost', resolve));
    expect(await new LeaderLock(stopped, LEADER).tryAcquire()).toBe(true);
    const successor = new LeaderLock(await connected(frozen(NEVER_MS)), LEADER);
    expect(await successor.tryAcquire()).toBe(false);
    await stopped.query(`SELECT set_config('idle_session_timeout', '500', false)`); // its last word
    await eventually(async () => expect(await successor.tryAcquire()).toBe(true));
    await lost;
  });

  it('that beats keeps its lock, however long it has nothing else to do', async () => {
    const leader = new LeaderLock(await connected(lively), LEADER);
    const other = new LeaderLock(await connected(lively), LEADER);
    // Where this very process stands still for long, it cannot beat, either: then once more.
    await eventually(async () => {
      expect(await leader.tryAcquire()).toBe(true);
      const longer = await connected(frozen(3_000));
      await new Promise<void>((resolve) => longer.once('lost', resolve));
      expect(leader.isHeld()).toBe(true);
      expect(await other.tryAcquire()).toBe(false);
    });
  });

  it('leaves no connection behind when PostgreSQL does not take its pace', async () => {
    const attempts = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    const session = new DatabaseSession(database.url, 'refused session', { ...lively, silenceMs: -1 });
    sessions.push(session);
    session.start();
    await eventually(() => expect(attempts.mock.calls.length).toBeGreaterThan(3));
    attempts.mockRestore();
    const connections = `SELECT FROM pg_stat_activity WHERE application_name = 'refused session'`;
    await eventually(async () => expect(await database.dataSource.query(connections)).toHaveLength(0));
  });

  it('is given up and made again when the network swallows everything', async () => {
    const network = await TcpProxy.inFrontOf(database.url);
    try {
      const session = await connected(alone, network.urlOf(database.url));
      network.blackHole();
      await eventually(() => expect(session.isConnected()).toBe(false));
      await network.pass();
      await eventually(async () => expect(await session.query('SELECT 1 AS one')).toEqual([{ one: 1 }]));
    } finally {
      await network.close();
    }
  });
});
