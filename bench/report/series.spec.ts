import type { Figures } from '../results.js';
import { sampleResults, sampleTurn } from './sample.js';
import { byRound, ratio, spread, subjectsIn } from './series.js';

const closed50 = { scenario: 'load', kind: 'closed', level: 50 } as const;
const rate = ({ validatedPerSecond }: Figures): number => validatedPerSecond;

describe('the figures of several rounds', () => {
  const results = sampleResults([
    sampleTurn('polling', 1, 100),
    sampleTurn('floor', 1, 200),
    sampleTurn('floor', 2, 100),
    sampleTurn('polling', 2, 80),
  ]);

  it('are a median and a range', () => {
    expect(spread(results, 'polling', closed50, rate)).toEqual({ median: 90, min: 80, max: 100 });
  });

  it('are compared within their round', () => {
    const compared = ratio(results, ['polling', 'floor'], closed50, rate);
    expect([compared?.min, compared?.max]).toEqual([0.5, 0.8]);
  });

  it('are none of a level that was not measured', () => {
    expect(spread(results, 'polling', { ...closed50, level: 51 }, rate)).toBeUndefined();
  });

  it('stand in the order of the first round', () => {
    expect(subjectsIn(results, 'load')).toEqual(['polling', 'floor']);
  });
});

describe('a turn whose ledger does not add up', () => {
  const lossy = (subject: string) => ({ ...sampleTurn(subject, 1, 100), findings: { lost: 1 } });
  const count = (subject: string): number =>
    byRound(sampleResults([lossy(subject)]), subject, closed50, rate).size;

  it('has no figures', () => {
    expect([count('polling'), count('floor')]).toEqual([0, 0]);
  });

  it('has them all the same where it is the tutorial', () => {
    expect(count('tutorial')).toBe(1);
  });
});
