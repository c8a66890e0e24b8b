import { pauseBeforeRetry } from './pause-before-retry.js';

const answer = (retryAfter?: string): Response =>
  new Response(null, { status: 503, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } });

describe('the pause before the next attempt', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is as long as the answer asks for', () => {
    expect(pauseBeforeRetry(answer('7'), 0)).toBe(7_000);
    expect(pauseBeforeRetry(answer('60'), 9)).toBe(60_000);
  });

  it('is a day at most, for a timer of months would not wait at all', () => {
    expect(pauseBeforeRetry(answer('9999999'), 0)).toBe(86_400_000);
  });

  it.each([undefined, answer(), answer('0'), answer('Sat, 21 Nov 2026 07:28:00 GMT')])(
    'doubles with each failure, up to ten seconds, where the answer does not say: %#',
    (unsaid) => {
      jest.spyOn(Math, 'random').mockReturnValue(0);
      const pauses = [0, 1, 2, 5, 6, 1_000].map((failures) => pauseBeforeRetry(unsaid, failures));
      expect(pauses).toEqual([250, 500, 1_000, 8_000, 10_000, 10_000]);
    },
  );

  it('is up to half as long, by chance', () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    expect(pauseBeforeRetry(undefined, 0)).toBe(187.5);
  });
});
