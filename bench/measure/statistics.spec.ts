import { percentile, spreadOf } from './statistics.js';

describe('the statistics of a benchmark', () => {
  const oneToHundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it.each([
    [0.5, 51],
    [0.99, 100],
    [1, 100],
  ])('find the value at %d', (part, value) => {
    expect(percentile(oneToHundred, part)).toBe(value);
  });

  it('compare numbers as numbers', () => {
    expect(spreadOf([9, 10, 100])).toEqual({ median: 10, min: 9, max: 100 });
  });

  it('take the middle between two', () => {
    expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 });
  });

  it('say nothing where nothing was measured', () => {
    expect([percentile([], 0.5), spreadOf([])]).toEqual([undefined, undefined]);
  });
});
