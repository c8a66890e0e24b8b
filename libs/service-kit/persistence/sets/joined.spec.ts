import type { EntityManager } from 'typeorm';
import { joined, joinedLookup } from './joined.js';

const transaction = () => ({}) as EntityManager;

describe('statements that are joined', () => {
  let asked: unknown[][];
  beforeEach(() => (asked = []));

  const upper = joined(async (_, words: readonly string[]) => {
    asked.push([...words]);
    return words.map((word) => word.toUpperCase());
  });

  it('become one for all that is asked at the same moment', async () => {
    const manager = transaction();
    expect(await Promise.all([upper(manager, 'a'), upper(manager, 'b')])).toEqual(['A', 'B']);
    expect(asked).toEqual([['a', 'b']]);
  });

  it('are one each for what is asked one after the other, were it the same', async () => {
    const manager = transaction();
    await upper(manager, 'a');
    await upper(manager, 'a');
    expect(asked).toEqual([['a'], ['a']]);
  });

  it('stay within their transaction', async () => {
    await Promise.all([upper(transaction(), 'a'), upper(transaction(), 'b')]);
    expect(asked).toEqual([['a'], ['b']]);
  });

  it('fail for all who asked', async () => {
    const manager = transaction();
    const read = joined(() => Promise.reject(new Error('no space')));
    const outcomes = await Promise.allSettled([read(manager, 1), read(manager, 2)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('look a key up once, and find nothing for one that is not there', async () => {
    const manager = transaction();
    const find = joinedLookup(
      async (_, keys: readonly string[]) => {
        asked.push([...keys]);
        return keys.flatMap((key) => (key === 'x' ? [] : [{ key }]));
      },
      ({ key }) => key,
    );
    const rows = await Promise.all([find(manager, 'b'), find(manager, 'x'), find(manager, 'b')]);
    expect(rows).toEqual([{ key: 'b' }, undefined, { key: 'b' }]);
    expect(asked).toEqual([['b', 'x']]);
  });
});
