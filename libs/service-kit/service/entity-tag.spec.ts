import { isKnown } from './entity-tag.js';

describe('isKnown', () => {
  it.each([
    ['"7"', '"7"'],
    ['W/"7"', '"7"'],
    ['"7"', 'W/"7"'],
    ['"6", W/"7"', 'W/"7"'],
    ['*', '"7"'],
  ])('compares weakly: %s knows %s', (ifNoneMatch, entityTag) => {
    expect(isKnown(ifNoneMatch, entityTag)).toBe(true);
  });

  it.each([undefined, '', '"6"', 'W/"6"', '7'])('is false of %s', (ifNoneMatch) => {
    expect(isKnown(ifNoneMatch, '"7"')).toBe(false);
  });
});
