import { Snapshot } from './snapshot.js';

describe('a snapshot', () => {
  it('sees what has ended before it, and not what runs or comes later', () => {
    const snapshot = new Snapshot('100:110:100,105');
    expect([99, 100, 104, 105, 109, 110, 111].filter((xid) => snapshot.sees(xid))).toEqual([99, 104, 109]);
  });

  it('sees all that has ended where nothing runs', () => {
    const snapshot = new Snapshot('110:110:');
    expect([109, 110].filter((xid) => snapshot.sees(xid))).toEqual([109]);
  });

  it('knows transactions by the lower 32 bits of their ids, before and after these have gone round', () => {
    const round = 2n ** 32n;
    const snapshot = new Snapshot(`${round - 5n}:${round + 3n}:${round - 5n}`);
    const below = Number(round - 4n) | 0;
    expect(snapshot.sees(below)).toBe(true);
    expect(snapshot.sees(Number(round - 5n))).toBe(false);
    expect(snapshot.sees(2)).toBe(true);
    expect(snapshot.sees(3)).toBe(false);
  });
});
