import { matches } from './matching.js';

describe('what was printed', () => {
  it.each([
    ['the same', 'order is up\n', 'order is up'],
    [
      'the same but for the ends of lines',
      'HTTP/1.1 202 Accepted\r\n\r\nbody  \n\n',
      'HTTP/1.1 202 Accepted\n\nbody',
    ],
    ['anything within a line', '{"id":"7","state":"PENDING"}', '{"id":"..","state":"PENDING"}'],
    ['any lines', 'first\nsecond\nthird\nlast', 'first\n..\nlast'],
    ['no lines, where any may be', 'first\nlast', 'first\n..\nlast'],
    ['nothing', '', ''],
  ])('is what was expected when it is %s', (_, printed, expected) => {
    expect(matches(printed, expected)).toBe(true);
  });

  it.each([
    ['another word', 'order is down', 'order is up'],
    ['more lines', 'order is up\norder is up', 'order is up'],
    ['fewer lines', 'order is up', 'order is up\nand well'],
    ['something else around a wildcard', '{"id":"7","state":"REJECTED"}', '{"id":"..","state":"PENDING"}'],
    ['another line after any lines', 'first\nsecond', 'first\n..\nlast'],
    ['lines where a wildcard stands within one', 'a\nb', 'a..b'],
    ['like it only if signs were patterns', 'order', 'o.der'],
    ['something in place of nothing', 'error', ''],
  ])('is not what was expected when it is %s', (_, printed, expected) => {
    expect(matches(printed, expected)).toBe(false);
  });
});
