import { endpointsOf, type Endpoints } from './endpoints.js';

const timeoutMs = 2_000;
const away = () => Promise.reject(Object.assign(new Error('away'), { syscall: 'getaddrinfo' }));

describe('endpointsOf', () => {
  it('takes an address as it is', async () => {
    const find = endpointsOf(['http://10.0.0.1:8081', 'http://[::1]:8081/base/'], {
      lookup: away,
      timeoutMs,
    });
    expect(await find()).toEqual([
      { url: 'http://10.0.0.1:8081', host: '10.0.0.1:8081' },
      { url: 'http://[::1]:8081/base', host: '[::1]:8081' },
    ]);
  });

  it('finds every address of a name, and remembers the name', async () => {
    const find = endpointsOf(['https://order:8081/base'], {
      lookup: () => Promise.resolve(['10.0.0.1', 'fd00::2']),
      timeoutMs,
    });
    expect(await find()).toEqual([
      { url: 'https://10.0.0.1:8081/base', host: 'order:8081' },
      { url: 'https://[fd00::2]:8081/base', host: 'order:8081' },
    ]);
  });

  it('makes do with the names that can be resolved', async () => {
    const find = endpointsOf(['http://order:1', 'http://10.0.0.1:1'], { lookup: away, timeoutMs });
    expect(await find()).toEqual([{ url: 'http://10.0.0.1:1', host: '10.0.0.1:1' }]);
  });

  it('says why there is none, and asks again', async () => {
    const answers = [away, () => Promise.resolve(['10.0.0.1'])];
    const find = endpointsOf(['http://order:1'], { lookup: () => answers.shift()!(), timeoutMs });
    await expect(find()).rejects.toThrow('away');
    expect(await find()).toHaveLength(1);
  });

  describe('after a while', () => {
    beforeEach(() => jest.useFakeTimers({ now: 0 }));
    afterEach(() => jest.useRealTimers());

    /** What one call makes of it, and the name server after it. */
    const hostsBy = (find: Endpoints) => async () => {
      const hosts = (await find()).map(({ url }) => new URL(url).hostname);
      await jest.advanceTimersByTimeAsync(0);
      return hosts;
    };

    it('asks again, and makes do with the last answer until there is another', async () => {
      const answers = [() => Promise.resolve(['10.0.0.1']), away, () => Promise.resolve(['10.0.0.2'])];
      const hosts = hostsBy(endpointsOf(['http://order:1'], { lookup: () => answers.shift()!(), timeoutMs }));
      expect([await hosts(), await hosts()]).toEqual([['10.0.0.1'], ['10.0.0.1']]);
      jest.advanceTimersByTime(10_000);
      expect([await hosts(), await hosts()]).toEqual([['10.0.0.1'], ['10.0.0.1']]);
      jest.advanceTimersByTime(10_000);
      expect([await hosts(), await hosts()]).toEqual([['10.0.0.1'], ['10.0.0.2']]);
    });

    it('asks again though the clock has been set back', async () => {
      const answers = [['10.0.0.1'], ['10.0.0.2']];
      const lookup = () => Promise.resolve(answers.shift()!);
      const hosts = hostsBy(endpointsOf(['http://order:1'], { lookup, timeoutMs }));
      await hosts();
      jest.setSystemTime(-3_600_000);
      jest.advanceTimersByTime(10_000);
      expect([await hosts(), await hosts()]).toEqual([['10.0.0.1'], ['10.0.0.2']]);
    });

    it('waits for no slow answer, asks for one at a time, and counts from its end', async () => {
      const slow = Promise.withResolvers<string[]>();
      const answers = [Promise.resolve(['10.0.0.1']), slow.promise];
      const lookup = jest.fn(() => answers.shift()!);
      const hosts = hostsBy(endpointsOf(['http://order:1'], { lookup, timeoutMs }));
      await hosts();
      jest.advanceTimersByTime(10_000);
      expect([await hosts(), await hosts()]).toEqual([['10.0.0.1'], ['10.0.0.1']]);
      await jest.advanceTimersByTimeAsync(50_000);
      slow.resolve(['10.0.0.2']);
      await hosts();
      jest.advanceTimersByTime(4_000);
      expect(await hosts()).toEqual(['10.0.0.2']);
      expect(lookup).toHaveBeenCalledTimes(2);
    });

    it('gives up the wait for a first answer, but not the question', async () => {
      const slow = Promise.withResolvers<string[]>();
      const questions = [slow.promise];
      const find = endpointsOf(['http://order:1'], { lookup: () => questions.shift()!, timeoutMs });
      const failed = expect(find()).rejects.toThrow('within 2000 ms');
      await jest.advanceTimersByTimeAsync(timeoutMs);
      await failed;
      await expect(find()).rejects.toThrow('within');
      slow.resolve(['10.0.0.1']);
      await jest.advanceTimersByTimeAsync(0);
      expect(await find()).toHaveLength(1);
    });
  });
});
