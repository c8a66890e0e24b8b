import { preferredSeconds } from './preferred-wait.js';

describe('Prefer: wait', () => {
  it.each([
    ['wait=10', 10],
    ['WAIT = 10', 10],
    ['wait="10"', 10],
    ['respond-async, wait=10', 10],
    ['wait=10; foo=bar, handling=lenient', 10],
    ['wait=10, wait=20', 10],
    ['wait=0', 0],
    ['wait=3600', 30],
  ])('is understood in %s', (prefer, seconds) => {
    expect(preferredSeconds(prefer)).toBe(seconds);
  });

  it.each([undefined, '', 'wait', 'wait=', 'wait=-1', 'wait=1.5', 'wait=ten', 'await=10', 'x="a, wait=5"x'])(
    'is ignored in %s',
    (prefer) => {
      expect(preferredSeconds(prefer)).toBeUndefined();
    },
  );
});
