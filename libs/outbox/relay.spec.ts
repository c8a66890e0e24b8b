import type { DatabaseSession, LeaderLock } from '#coordination';
import type { Publisher } from '#messaging';
import type { Bell } from './bell.js';
import { Relay, type RelayMethod } from './relay.js';

const MANY = 1_000;

describe('a relay whose method fails at once, again and again', () => {
  it('leaves the process room to notice why', async () => {
    let attempts = 0;
    const method: RelayMethod = {
      bell: { wait: () => Promise.resolve(), ring: () => {} } as unknown as Bell,
      intervalMs: 0,
      publishSome: () => {
        attempts++;
        if (attempts === MANY) void relay.stop();
        return Promise.reject(new Error('not queryable'));
      },
      settled: () => Promise.resolve(),
      standDown: () => Promise.resolve(),
    };
    const session = { isConnected: () => true } as DatabaseSession;
    const leader = { tryAcquire: async () => true, release: async () => {} } as unknown as LeaderLock;
    const relay = new Relay(method, { session, leader }, { isReady: () => true } as Publisher);
    relay.start();
    await new Promise(setImmediate);
    expect(attempts).toBeLessThan(MANY);
    await relay.stop();
  });
});
