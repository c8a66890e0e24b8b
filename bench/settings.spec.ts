import { chooseFrom } from './settings.js';

describe('the settings of a benchmark', () => {
  it('are those of a full run unless something is said', () => {
    const { settings, only, scenarios } = chooseFrom({});
    expect(settings.concurrency).toEqual([1, 10, 50, 200]);
    expect([only, scenarios]).toEqual([undefined, ['load', 'drain', 'growth', 'scale']]);
  });

  it('take lists apart', () => {
    const { settings, only } = chooseFrom({ BENCH_CONCURRENCY: '1, 50', BENCH_ONLY: 'floor,polling' });
    expect([settings.concurrency, only]).toEqual([
      [1, 50],
      ['floor', 'polling'],
    ]);
  });

  it('may leave a kind of load out', () => {
    expect(chooseFrom({ BENCH_RATES: '' }).settings.perSecond).toEqual([]);
  });

  it.each([
    [{ BENCH_SECONDS: 'ten' }, 'BENCH_SECONDS must be positive numbers'],
    [{ BENCH_ROUNDS: '0' }, 'BENCH_ROUNDS must be positive numbers'],
    [{ BENCH_SCENARIOS: 'drains' }, '"drains" is none of them'],
    [{ BENCH_ONLY: 'floor,poling' }, '"poling" is none of them'],
  ])('are refused where they say %j', (env, sentence) => {
    expect(() => chooseFrom(env)).toThrow(sentence);
  });
});
