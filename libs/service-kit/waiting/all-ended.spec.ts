import { allEnded } from './all-ended.js';

describe('allEnded', () => {
  it('resolves to all results', async () => {
    expect(await allEnded([Promise.resolve(1), Promise.resolve(2)])).toEqual([1, 2]);
  });

  it('rejects with the first error, once the others have ended', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const ended: string[] = [];
    const slow = promise.then(() => ended.push('slow'));
    const all = allEnded([slow, Promise.reject(new Error('first'))]);
    setImmediate(resolve);
    await expect(all).rejects.toThrow('first');
    expect(ended).toEqual(['slow']);
  });
});
