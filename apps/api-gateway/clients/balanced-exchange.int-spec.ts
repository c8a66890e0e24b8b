import { eventually } from '#testing';
import { json, resets, silent, StubService } from '../testing/stub-service.js';
import { balancedExchange } from './balanced-exchange.js';
import { Connections } from './connections.js';
import { endpointsOf } from './endpoints.js';
import type { Exchange } from './exchange.js';
import { httpExchange } from './http-exchange.js';

const TIMEOUT_MS = 1_000;
const MANY = 12;
const write = { method: 'POST', path: '/orders', headers: {}, body: '{}' };

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
      endpoints: endpointsOf([`http://order:${one.port}`], () => Promise.resolve(addresses)),
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

  it('do not leave an instance for an answer that is an error', async () => {
    one.behave = json(500, {});
    for (let time = 0; time < MANY; time++) await exchange(write);
    expect(one.received).toHaveLength(MANY / 2);
  });

  it('say that the service is unavailable when all are gone, and try them still', async () => {
    await Promise.all([one.stop(), other.stop()]);
    await expect(exchange(write)).rejects.toMatchObject({ kind: 'unavailable', repeatable: true });
    await Promise.all([one.resume(), other.resume()]);
    await sendMany();
  });
});
