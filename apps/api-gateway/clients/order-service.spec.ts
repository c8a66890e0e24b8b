import type { Call, DownstreamAnswer } from './exchange.js';
import { OrderService } from './order-service.js';
import { waitingCall } from './waiting-call.js';

const CALL = { method: 'GET', path: '/orders/1', headers: {} };
const ANSWER: DownstreamAnswer = { status: 200, headers: {}, body: Buffer.alloc(0) };

describe('a wait that breaks off', () => {
  const client = new AbortController();
  const wait = { seconds: 20, gone: client.signal, until: client.signal };
  let sent: Call[];
  /** Breaks off the calls that wait, once it has done this. */
  const orders = (meanwhile: () => void) =>
    new OrderService((call) => {
      sent.push(call);
      if (call.waitMs === undefined) return Promise.resolve(ANSWER);
      meanwhile();
      return Promise.reject(new Error('broken off'));
    });
  beforeEach(() => (sent = []));

  it('is followed by a call without it, that ends with its client too', async () => {
    const givenUp = AbortSignal.abort();
    expect(await orders(() => {}).forward(waitingCall(CALL, wait, givenUp))).toBe(ANSWER);
    expect(sent[1]).toMatchObject(CALL);
    expect(sent[1]?.signal).toBe(client.signal);
  });

  it('is not followed by any for a client that has gone', async () => {
    const gone = orders(() => client.abort());
    await expect(gone.forward(waitingCall(CALL, wait, client.signal))).rejects.toThrow('broken off');
    expect(sent).toHaveLength(1);
  });
});
