import { ageOf, durationOf } from './duration.js';

describe('durationOf', () => {
  it.each([
    [-3, '0 ms'],
    [420, '420 ms'],
    [4_219, '4.2 s'],
    [12 * 60_000 + 59_000, '12 min'],
    [3 * 3_600_000, '3 h'],
  ])('renders %d ms as %s', (ms, text) => {
    expect(durationOf(ms)).toBe(text);
  });

  it('counts an age up to now', () => {
    expect(ageOf('2026-01-01T12:00:00.000Z', new Date('2026-01-01T12:00:04.200Z'))).toBe('4.2 s ago');
  });
});
