import { linearAxis, logAxis } from './axis.js';

describe('an axis', () => {
  it('has lines at round numbers, from 0 to above the largest value', () => {
    expect(linearAxis(1_130).ticks).toEqual([0, 200, 400, 600, 800, 1_000, 1_200]);
  });

  it('has them at powers of ten around all values where these lie far apart', () => {
    const { ticks, place } = logAxis(16, 4_000);
    expect(ticks).toEqual([10, 100, 1_000, 10_000]);
    expect([place(10), place(10_000)]).toEqual([0, 1]);
  });

  it('has a height even if all values are the same power of ten', () => {
    expect(logAxis(10, 10).ticks).toEqual([10, 100]);
  });
});
