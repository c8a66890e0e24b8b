import fc from 'fast-check';
import { formatMoney, Money } from './values.js';

describe('money', () => {
  it('is a string with two decimals on the wire, and cents in code', () => {
    expect(Money.parse('61.70')).toBe(6170);
    expect(formatMoney(5)).toBe('0.05');
  });

  it('survives the way to the wire and back', () => {
    fc.assert(fc.property(fc.nat(99_999_999_999), (cents) => Money.parse(formatMoney(cents)) === cents));
  });

  it.each(['61.7', '61', '61.700', '-1.00', '01.00', '.50', '1e3', 61.7, null, ' 1.00', '1.00\n'])(
    'is not %p',
    (value) => {
      expect(Money.safeParse(value).success).toBe(false);
    },
  );
});
