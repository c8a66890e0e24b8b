import { CommitGroup } from './commit-group.js';
import { turn } from './testing/relay-in-slow-motion.js';

const MANY = 20;

describe('a group in which one is at fault', () => {
  it('is carried out again a few at a time, each alone', async () => {
    const singles: PromiseWithResolvers<void>[] = [];
    const group = new CommitGroup<number, number>({
      commit: async (members) => {
        if (members.length > 1) throw new Error('one of you');
        const single = Promise.withResolvers<void>();
        singles.push(single);
        await single.promise;
        return members;
      },
      isFaultOfOne: () => true,
    });
    const outcomes = Promise.all(Array.from({ length: MANY }, (_, member) => group.add(member)));
    await turn();
    await turn();
    const atATime = singles.length;
    expect(atATime).toBeLessThan(MANY);

    for (let done = 0; done < MANY; done++) {
      singles[done]?.resolve();
      await turn();
    }
    expect(await outcomes).toEqual(Array.from({ length: MANY }, (_, member) => member));
  });
});
