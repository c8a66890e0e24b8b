import { Standstill } from './standstill.js';

describe('a machine that stands still', () => {
  let aheadMs: number;

  beforeEach(() => {
    aheadMs = 0;
    const now = Date.now;
    jest.spyOn(Date, 'now').mockImplementation(() => now() + aheadMs);
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  });
  afterEach(() => jest.restoreAllMocks());

  it.each([
    [0, false],
    [4_000, false],
    [60_000, true],
  ])('for %i ms: it was long: %s', (stoodMs, wasLong) => {
    const standstill = new Standstill();
    aheadMs = stoodMs;
    expect(standstill.wasLong()).toBe(wasLong);
  });

  it('does not count what was before', () => {
    aheadMs = 60_000;
    expect(new Standstill().wasLong()).toBe(false);
  });
});
