import { DownstreamFailure, type FailureKind } from '../clients/downstream-failure.js';
import type { DownstreamAnswer, Exchange } from '../clients/exchange.js';
import { Breaker } from './breaker.js';

const VOLUME = 4;
const RESET_MS = 5_000;
const CALL = { method: 'GET', path: '/orders', headers: {} };

const answers =
  (status: number): Exchange =>
  () =>
    Promise.resolve({ status, headers: {}, body: Buffer.alloc(0) });
const ends =
  (kind: FailureKind): Exchange =>
  () =>
    Promise.reject(new DownstreamFailure('order', kind, { repeatable: true }));
/** Ends when it is told to. */
const held = () => {
  const { promise, ...ends } = Promise.withResolvers<DownstreamAnswer>();
  return { exchange: () => promise, ...ends };
};

describe('a breaker', () => {
  let breaker: Breaker;
  let exchange: Exchange;
  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    breaker = new Breaker('order', { volume: VOLUME, errorPercent: 50, resetMs: RESET_MS });
  });
  afterEach(() => {
    breaker.close();
    jest.useRealTimers();
  });

  const guarded: Exchange = (call) => breaker.around((each) => exchange(each))(call);
  const send = async (how: Exchange): Promise<PromiseSettledResult<DownstreamAnswer>> => {
    exchange = how;
    const [outcome] = await Promise.allSettled([guarded(CALL)]);
    return outcome;
  };
  const sendMany = async (how: Exchange, times: number): Promise<void> => {
    for (let time = 0; time < times; time++) await send(how);
  };

  it('opens for more failures than it bears, and for no fewer calls than it takes', async () => {
    await sendMany(answers(500), VOLUME - 1);
    expect(breaker.state).toBe('closed');
    await send(ends('unavailable'));
    expect(breaker.state).toBe('open');
  });

  it('stays closed when half of the calls fail, and forgets them in time', async () => {
    await sendMany(answers(200), VOLUME);
    await sendMany(ends('timeout'), VOLUME);
    expect([breaker.state, breaker.counts.failed]).toEqual(['closed', VOLUME]);
    await jest.advanceTimersByTimeAsync(11_000);
    expect(breaker.counts).toEqual({ succeeded: 0, failed: 0, refused: 0 });
  });

  it('passes on what it counts as a failure', async () => {
    expect(await send(answers(503))).toMatchObject({ value: { status: 503 } });
    expect(await send(ends('timeout'))).toMatchObject({ reason: { kind: 'timeout' } });
  });

  it('says since when it is open, and until when, though the clock is set back', async () => {
    jest.setSystemTime(60_000);
    await sendMany(answers(500), VOLUME);
    await jest.advanceTimersByTimeAsync(1_500);
    jest.setSystemTime(0);
    expect(breaker.since).toEqual(new Date(60_000));
    const refused = await send(answers(200));
    expect(refused).toMatchObject({
      reason: { reason: 'breaker-open', description: { headers: { 'retry-after': '4' } } },
    });
  });

  it('closes after a while for one success, and opens again for one failure', async () => {
    await sendMany(answers(500), VOLUME);
    await jest.advanceTimersByTimeAsync(RESET_MS);
    expect(breaker.state).toBe('half-open');
    await send(answers(500));
    expect(breaker.state).toBe('open');
    await jest.advanceTimersByTimeAsync(RESET_MS);
    await send(answers(404));
    expect(breaker.state).toBe('closed');
  });

  describe('that is half-open', () => {
    const WAITING = { ...CALL, waitMs: 20_000 };
    const STREAM = { ...CALL, asStream: true } as const;
    beforeEach(async () => {
      await sendMany(answers(500), VOLUME);
      await jest.advanceTimersByTimeAsync(RESET_MS);
    });

    it('lets no call that is to wait try, but the next that does not', async () => {
      exchange = answers(200);
      await expect(guarded(WAITING)).rejects.toMatchObject({ reason: 'breaker-open' });
      expect(breaker.state).toBe('half-open');
      await send(answers(200));
      expect(breaker.state).toBe('closed');
      expect(await guarded(WAITING)).toMatchObject({ status: 200 });
    });

    it('lets a stream try, and closes when it begins', async () => {
      exchange = answers(200);
      expect(await guarded(STREAM)).toMatchObject({ status: 200 });
      expect(breaker.state).toBe('closed');
    });

    it('opens for a stream that is given up before it begins, and lets the next try in time', async () => {
      exchange = ends('abandoned');
      await expect(guarded(STREAM)).rejects.toMatchObject({ kind: 'abandoned' });
      expect(breaker.state).toBe('open');
      await jest.advanceTimersByTimeAsync(RESET_MS);
      exchange = answers(200);
      await guarded(STREAM);
      expect(breaker.state).toBe('closed');
    });
  });

  it('learns nothing from a call of before that is given up while another tries', async () => {
    const [before, probe] = [held(), held()];
    exchange = before.exchange;
    const abandoned = guarded(CALL);
    await sendMany(answers(500), VOLUME);
    await jest.advanceTimersByTimeAsync(RESET_MS);
    exchange = probe.exchange;
    const trying = guarded(CALL);
    before.reject(new DownstreamFailure('order', 'abandoned', { repeatable: true }));
    await expect(abandoned).rejects.toMatchObject({ kind: 'abandoned' });
    expect(breaker.state).toBe('half-open');
    probe.resolve({ status: 200, headers: {}, body: Buffer.alloc(0) });
    await trying;
    expect(breaker.state).toBe('closed');
  });

  it('takes callers who do not wait for no failure, and for no recovery either', async () => {
    await sendMany(ends('abandoned'), VOLUME * 5);
    expect([breaker.state, breaker.counts.failed]).toEqual(['closed', 0]);
    await sendMany(answers(500), VOLUME * 10);
    expect(breaker.state).toBe('open');
    await jest.advanceTimersByTimeAsync(RESET_MS);
    await send(ends('abandoned'));
    expect(breaker.state).toBe('open');
  });
});
