import { SilenceLimit } from './silence-limit.js';

const LONGEST_MS = 45_000;
const ALMOST_MS = LONGEST_MS - 1;

describe('SilenceLimit', () => {
  let limit: SilenceLimit;
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    limit = new SilenceLimit(LONGEST_MS);
  });
  afterEach(() => jest.useRealTimers());

  const isGivenUpAfter = (ms: number): boolean => {
    jest.advanceTimersByTime(ms);
    return limit.signal.aborted;
  };

  it('gives up what says nothing at all', () => {
    expect(isGivenUpAfter(ALMOST_MS)).toBe(false);
    expect(isGivenUpAfter(1)).toBe(true);
  });

  it('waits anew with each piece, whatever it says', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const [reader, writer] = [limit.listenTo(readable).getReader(), writable.getWriter()];
    expect(isGivenUpAfter(ALMOST_MS)).toBe(false);
    void writer.write(Buffer.from(':\n\n'));
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe(':\n\n');
    expect(isGivenUpAfter(ALMOST_MS)).toBe(false);
    expect(isGivenUpAfter(1)).toBe(true);
  });

  it('is lifted when nothing more is expected', () => {
    limit.lift();
    expect(isGivenUpAfter(LONGEST_MS)).toBe(false);
  });
});
