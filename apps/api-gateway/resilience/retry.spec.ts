import { DownstreamFailure } from '../clients/downstream-failure.js';
import type { Exchange } from '../clients/exchange.js';
import { retrying } from './retry.js';

const CALL = { method: 'GET', path: '/orders', headers: {} };
const AN_HOUR_MS = 3_600_000;

describe('the budget of a call', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each([
    ['back', -AN_HOUR_MS],
    ['forward', AN_HOUR_MS],
  ])('is the same when the clock is set %s meanwhile', async (_, setByMs) => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const exchange = jest.fn<ReturnType<Exchange>, []>(() => {
      jest.spyOn(Date, 'now').mockReturnValue(Date.now() + setByMs);
      return Promise.reject(new DownstreamFailure('order', 'unavailable', { repeatable: true }));
    });
    const retries = jest.fn();
    const call = retrying({ timeoutMs: 1_000, budgetMs: 60_000 }, retries, exchange)(CALL);
    await expect(call).rejects.toMatchObject({ kind: 'unavailable' });
    expect([exchange.mock.calls.length, retries.mock.calls.length]).toEqual([3, 2]);
  });
});
