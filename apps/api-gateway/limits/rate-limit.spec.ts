import { RateLimit } from './rate-limit.js';

const quota = { name: 'caller', requests: 2, windowS: 10 };

describe('RateLimit', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('counts each key for itself, and says what is left and for how long', async () => {
    const limit = new RateLimit(quota);
    expect(await limit.take('martha')).toEqual({ quota, requests: 1, seconds: 10, isExceeded: false });
    jest.advanceTimersByTime(3_500);
    expect(await limit.take('martha')).toEqual({ quota, requests: 0, seconds: 7, isExceeded: false });
    expect(await limit.take('martha')).toEqual({ quota, requests: 0, seconds: 7, isExceeded: true });
    expect(await limit.take('percy')).toMatchObject({ requests: 1, isExceeded: false });
  });

  it('gives all of it back with the next window', async () => {
    const limit = new RateLimit(quota);
    for (let count = 0; count < 5; count++) await limit.take('martha');
    jest.advanceTimersByTime(10_000);
    expect(await limit.take('martha')).toMatchObject({ requests: 1, isExceeded: false });
  });

  it('forgets keys with their window, however many there were', async () => {
    const limit = new RateLimit(quota);
    for (let count = 0; count < 1_000; count++) await limit.take(`address ${count}`);
    expect(jest.getTimerCount()).toBe(1_000);
    jest.advanceTimersByTime(10_000);
    expect(jest.getTimerCount()).toBe(0);
  });
});
