import { Snapshot } from './snapshot.js';

const END = 100n;

const seenBy = (text: string, ...xids: readonly number[]): number[] => {
  const snapshot = new Snapshot(text, END);
  return xids.filter((xid) => snapshot.sees({ xid, commitLsn: END }));
};

describe('a snapshot', () => {
  it('sees what has ended before it, and not what runs or comes later', () => {
    expect(seenBy('100:110:100,105', 99, 100, 104, 105, 109, 110, 111)).toEqual([99, 104, 109]);
  });

  it('sees all that has ended where nothing runs', () => {
    expect(seenBy('110:110:', 109, 110)).toEqual([109]);
  });

  it('knows transactions by the lower 32 bits of their ids, before and after these have gone round', () => {
    const round = 2n ** 32n;
    const [below, running] = [Number(round - 4n) | 0, Number(round - 5n)];
    expect(seenBy(`${round - 5n}:${round + 3n}:${round - 5n}`, below, running, 2, 3)).toEqual([below, 2]);
  });

  it('sees nothing that was committed later, whatever its id: ids go round', () => {
    expect(new Snapshot('110:110:', END).sees({ xid: 109, commitLsn: END + 1n })).toBe(false);
  });
});
