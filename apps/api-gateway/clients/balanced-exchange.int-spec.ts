import { eventually } from '#testing';
import { json, resets, silent, StubService } from '../testing/stub-service.js';
import { balancedExchange } from './balanced-exchange.js';
import { Connections } from './connections.js';
import { endpointsOf } from './endpoints.js';
import type { Call, Exchange } from './exchange.js';
import { httpExchange } from './http-exchange.js';

const TIMEOUT_MS = 5_000;
const MANY = 12;
const CROWD = 50;
const SLOW_MS = 20;
const read = { method: 'GET', path: '/orders', headers: {} };
const write = { method: 'POST', path: '/orders', headers: {}, body: '{}' };

const slow: StubService['behave'] = (_, response) => void setTimeout(() => response.end('{}'), SLOW_MS);

describe('calls to a service of several instances', () => {
  const connections = new Connections();
  let one: StubService;
  let other: StubService;
  let exchange: Exchange;

  /** Two addresses of one name. */
  beforeEach(async () => {
    one = await StubService.start();
    other = await StubService.start({ address: '127.0.0.2', port: one.port });
    const addresses = ['127.0.0.1', '127.0.0.2'];
    exchange = balancedExchange({
      service: 'order',
      endpoints: endpointsOf([`http://order:${one.port}`], {
        lookup: () => Promise.resolve(addresses),
        timeoutMs: TIMEOUT_MS,
      }),
      exchangeWith: (endpoint) =>
        httpExchange({ service: 'order', endpoint, timeoutMs: TIMEOUT_MS }, connections.dispatcher),
    });
  });
  afterEach(() => Promise.all([one.stop(), other.stop()]));
  afterAll(() => connections.onApplicationShutdown());

  const sendMany = async (): Promise<void> => {
    for (let time = 0; time < MANY; time++) expect((await exchange(write)).status).toBe(200);
  };

  it('go to all of them in turn, and name the service', async () => {
    await sendMany();
    expect([one.received.length, other.received.length]).toEqual([MANY / 2, MANY / 2]);
    expect(other.received[0]?.headers.host).toBe(`order:${one.port}`);
  });

  it('go to the one that has less to do', async () => {
    one.behave = silent;
    const hanging = Promise.allSettled([exchange(write), exchange(write)]);
    await eventually(() => expect(one.received).toHaveLength(1));
    await sendMany();
    expect(one.received).toHaveLength(1);
    await hanging;
  });

  it('do not fail when one of them is gone, and are given to it when it is back', async () => {
    await one.stop();
    await sendMany();
    await one.resume();
    await eventually(async () => {
      await exchange(write);
      expect(one.received).not.toHaveLength(0);
    });
  });

  it('stay away for a while from one that gave no answer, though it takes connections', async () => {
    one.behave = resets;
    await Promise.allSettled([exchange(write), exchange(write)]);
    await sendMany();
    expect(one.received).toHaveLength(1);
  });

  it('are not made again by it when they may have been carried out', async () => {
    one.behave = resets;
    other.behave = resets;
    await expect(exchange(write)).rejects.toMatchObject({ kind: 'broken-off', repeatable: false });
    expect(one.received.length + other.received.length).toBe(1);
  });

  it('do not leave an instance for an answer that is an error, but for several in a row', async () => {
    one.behave = (request, response) => json(one.received.length % 3 ? 500 : 200, {})(request, response);
    for (let time = 0; time < MANY; time++) await exchange(write);
    expect(one.received).toHaveLength(MANY / 2);
    one.behave = json(500, {});
    for (let time = 0; time < MANY; time++) await exchange(write);
    expect(one.received).toHaveLength(MANY / 2 + 3);
  });

  /** So many at any time, each of them with several calls to make. */
  const crowd = (call: Call): Promise<readonly number[][]> => {
    const caller = async (): Promise<number[]> => {
      const statuses = [];
      for (let time = 0; time < MANY; time++) statuses.push((await exchange(call)).status);
      return statuses;
    };
    return Promise.all(Array.from({ length: CROWD }, caller));
  };
  const failsFast = json(503, {}, { 'retry-after': '1' });

  it('are not drawn to an instance that fails at once, though the other is slow', async () => {
    one.behave = failsFast;
    other.behave = slow;
    const failed = (await crowd(write)).flat().filter((status) => status !== 200);
    expect(failed).toHaveLength(one.received.length);
    expect(failed.length).toBeLessThanOrEqual(CROWD);
  });

  it('go to the other at once where that does nothing twice', async () => {
    one.behave = failsFast;
    other.behave = slow;
    expect(new Set((await crowd(read)).flat())).toEqual(new Set([200]));
  });

  it('are hardly made again when all of them fail', async () => {
    one.behave = failsFast;
    other.behave = failsFast;
    await crowd(write);
    one.received.length = 0;
    other.received.length = 0;
    await crowd(read);
    expect(one.received.length + other.received.length).toBeLessThan(CROWD * MANY * 1.1);
  });

  it('say that the service is unavailable when all are gone, and try them still', async () => {
    await Promise.all([one.stop(), other.stop()]);
    await expect(exchange(write)).rejects.toMatchObject({ kind: 'unavailable', repeatable: true });
    await Promise.all([one.resume(), other.resume()]);
    await sendMany();
  });
});
