import { endpointsOf } from './endpoints.js';

const away = () => Promise.reject(Object.assign(new Error('away'), { syscall: 'getaddrinfo' }));

describe('endpointsOf', () => {
  it('takes an address as it is', async () => {
    const find = endpointsOf(['http://10.0.0.1:8081', 'http://[::1]:8081/base/'], away);
    expect(await find()).toEqual([
      { url: 'http://10.0.0.1:8081', host: '10.0.0.1:8081' },
      { url: 'http://[::1]:8081/base', host: '[::1]:8081' },
    ]);
  });

  it('finds every address of a name, and remembers the name', async () => {
    const find = endpointsOf(['https://order:8081/base'], () => Promise.resolve(['10.0.0.1', 'fd00::2']));
    expect(await find()).toEqual([
      { url: 'https://10.0.0.1:8081/base', host: 'order:8081' },
      { url: 'https://[fd00::2]:8081/base', host: 'order:8081' },
    ]);
  });

  it('makes do with the names that can be resolved', async () => {
    const find = endpointsOf(['http://order:1', 'http://10.0.0.1:1'], away);
    expect(await find()).toEqual([{ url: 'http://10.0.0.1:1', host: '10.0.0.1:1' }]);
  });

  it('says why there is none, and asks again', async () => {
    const answers = [away, () => Promise.resolve(['10.0.0.1'])];
    const find = endpointsOf(['http://order:1'], () => answers.shift()!());
    await expect(find()).rejects.toThrow('away');
    expect(await find()).toHaveLength(1);
  });

  describe('after a while', () => {
    beforeEach(() => jest.useFakeTimers({ now: 0 }));
    afterEach(() => jest.useRealTimers());

    it('asks again, and makes do with the last answer when there is no other', async () => {
      const answers = [() => Promise.resolve(['10.0.0.1']), away, () => Promise.resolve(['10.0.0.2'])];
      const find = endpointsOf(['http://order:1'], () => answers.shift()!());
      const hosts = async () => (await find()).map(({ url }) => new URL(url).hostname);
      expect([await hosts(), await hosts()]).toEqual([['10.0.0.1'], ['10.0.0.1']]);
      jest.setSystemTime(10_000);
      expect([await hosts(), await hosts()]).toEqual([['10.0.0.1'], ['10.0.0.1']]);
      jest.setSystemTime(20_000);
      expect(await hosts()).toEqual(['10.0.0.2']);
    });
  });
});
