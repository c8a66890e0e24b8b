import fc from 'fast-check';
import { shardOf } from './shard.js';

describe('the shard of a key', () => {
  it('is the same for every publisher in any language: FNV-1a, 32 bits', () => {
    expect(shardOf('', 2 ** 32)).toBe(0x811c9dc5);
    expect(shardOf('foobar', 2 ** 32)).toBe(0xbf9cf968);
  });

  it('is one of the shards there are', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 64 }), (key, shards) => {
        const shard = shardOf(key, shards);
        return Number.isInteger(shard) && shard >= 0 && shard < shards;
      }),
    );
  });

  it('spreads order ids', () => {
    const counts = [0, 0, 0, 0];
    fc.assert(
      fc.property(fc.uuid({ version: 7 }), (orderId) => {
        counts[shardOf(orderId, 4)]!++;
      }),
      { numRuns: 1_000, seed: 1 },
    );
    for (const count of counts) expect(count).toBeGreaterThan(150);
  });
});
