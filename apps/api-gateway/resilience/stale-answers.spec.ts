import { DownstreamFailure } from '../clients/downstream-failure.js';
import type { Call, Exchange } from '../clients/exchange.js';
import { fallingBackToCopies } from './stale-answers.js';

const AJANTA = '/restaurants/a0000000-0000-4000-8000-000000000001';
const STALE_FOR_MS = 60_000;
const AN_HOUR_MS = 3_600_000;

const read = (path: string): Call => ({ method: 'GET', path, headers: {} });
const well: Exchange = () => Promise.resolve({ status: 200, headers: {}, body: Buffer.from('{}') });
const away: Exchange = () =>
  Promise.reject(new DownstreamFailure('restaurant', 'unavailable', { repeatable: true }));

describe('the copy of an answer', () => {
  let exchange: Exchange;
  let guarded: Exchange;
  beforeEach(() => {
    exchange = well;
    guarded = fallingBackToCopies(
      STALE_FOR_MS,
      () => undefined,
      (call) => exchange(call),
    );
  });

  afterEach(() => jest.useRealTimers());

  it.each([
    ['goes right', 0],
    ['is set back', -AN_HOUR_MS],
    ['is set forward', AN_HOUR_MS],
  ])('tells its age, and is given as long as it may be, where the clock %s, too', async (_, setByMs) => {
    jest.useFakeTimers({ now: 0 });
    await guarded(read(AJANTA));
    jest.setSystemTime(setByMs);
    jest.advanceTimersByTime(STALE_FOR_MS);
    exchange = away;
    expect((await guarded(read(AJANTA))).headers.age).toBe('60');
    jest.advanceTimersByTime(1);
    await expect(guarded(read(AJANTA))).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
