import { text } from 'node:stream/consumers';
import { eventStream } from './event-stream.js';

/** More than the reading side takes unread, and less than both sides do. */
const MUCH = Array.from({ length: 100 }, () => 'x'.repeat(1_000));
const LONG_MS = 60_000;

describe('a stream of events', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));
  afterEach(() => jest.useRealTimers());

  it('comes to its end at a client that reads it long after its events have ended', async () => {
    const stream = eventStream(
      (async function* () {
        yield* MUCH;
        yield 'the end';
      })(),
    );
    await new Promise(setImmediate);
    jest.advanceTimersByTime(LONG_MS);

    expect(await text(stream)).toMatch(/the end$/);
  });
});
