import type { Caller } from '#service-kit';
import { WaitingRoom } from './waiting-room.js';

const martha: Caller = { subject: 'martha', role: 'consumer' };
const percy: Caller = { subject: 'percy', role: 'consumer' };

const STREAMS_FULL = expect.objectContaining({ reason: 'bulkhead-full' }) as Error;
const CALLER_FULL = expect.objectContaining({
  description: expect.objectContaining({ status: 429, headers: { 'retry-after': '5' } }) as object,
}) as Error;

describe('the waiting room', () => {
  let room: WaitingRoom;
  beforeEach(() => {
    room = new WaitingRoom({ perCaller: 2, streams: 3 });
  });

  const enter = (caller: Caller): AbortController => {
    const client = new AbortController();
    room.enter(caller, client.signal);
    return client;
  };
  const stream = (caller: Caller): AbortController => {
    const client = new AbortController();
    room.enterWithStream(caller, client.signal);
    return client;
  };

  it('has so many places for a caller, whatever it waits for, and as many for another', () => {
    enter(martha);
    stream(martha);
    expect(() => enter(martha)).toThrow(CALLER_FULL);
    expect(() => stream(martha)).toThrow(CALLER_FULL);
    expect(() => enter(percy)).not.toThrow();
  });

  it('has a place again when its client has gone, one for each', () => {
    const [first] = [enter(martha), stream(martha)];
    first.abort();
    enter(martha);
    expect(() => enter(martha)).toThrow(CALLER_FULL);
  });

  it('has so many places for streams, and others for those who hold none', () => {
    const [first] = [stream(martha), stream(martha), stream(percy)];
    expect(() => stream(percy)).toThrow(STREAMS_FULL);
    enter(percy);
    first.abort();
    expect(() => stream(martha)).not.toThrow();
  });

  it('counts no stream that it refuses', () => {
    const clients = [stream(martha), stream(martha)];
    expect(() => stream(martha)).toThrow(CALLER_FULL);
    expect(() => stream(percy)).not.toThrow();
    for (const client of clients) client.abort();
  });

  it('keeps no place for a client that has gone already', () => {
    for (let times = 0; times < 3; times++) room.enterWithStream(martha, AbortSignal.abort());
    expect(() => [stream(martha), stream(martha)]).not.toThrow();
  });
});
