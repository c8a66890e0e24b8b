import { DownstreamFailure } from './downstream-failure.js';
import type { Exchange } from './exchange.js';
import { Instance } from './instance.js';

const CALL = { method: 'GET', path: '/orders', headers: {} };
const LEFT_OUT_MS = 5_000;
const AN_HOUR_MS = 3_600_000;

const away: Exchange = () => Promise.reject(new DownstreamFailure('order', 'timeout', { repeatable: true }));

describe('an instance that gave no answer', () => {
  beforeEach(() => jest.useFakeTimers({ now: 0 }));
  afterEach(() => jest.useRealTimers());

  it.each([
    ['goes right', 0],
    ['is set back', -AN_HOUR_MS],
    ['is set forward', AN_HOUR_MS],
  ])('is left out for five seconds, where the clock %s, too', async (_, setByMs) => {
    const instance = new Instance(away);
    await expect(instance.send(CALL)).rejects.toThrow();
    jest.setSystemTime(setByMs);
    jest.advanceTimersByTime(LEFT_OUT_MS - 1);
    expect(instance.isLeftOut()).toBe(true);
    jest.advanceTimersByTime(1);
    expect(instance.isLeftOut()).toBe(false);
  });
});
