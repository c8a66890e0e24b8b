import { fingerprintOf } from './fingerprint.js';

describe('the fingerprint of a request', () => {
  const request = { consumerId: 'martha', address: { zip: '94612', city: 'Oakland' }, items: [1, 2] };

  it('is the same whatever the order of the fields', () => {
    const reordered = { items: [1, 2], address: { city: 'Oakland', zip: '94612' }, consumerId: 'martha' };
    expect(fingerprintOf(reordered)).toBe(fingerprintOf(request));
  });

  it('is the same for a field that is undefined and for one that is missing', () => {
    expect(fingerprintOf({ ...request, deliveryTime: undefined })).toBe(fingerprintOf(request));
  });

  it.each([
    ['another value', { ...request, address: { zip: '94613', city: 'Oakland' } }],
    ['a value of another type', { ...request, items: ['1', 2] }],
    ['a list in another order', { ...request, items: [2, 1] }],
    ['one field more', { ...request, note: '' }],
    ['a null', { ...request, items: null }],
  ])('differs for %s', (_, other) => {
    expect(fingerprintOf(other)).not.toBe(fingerprintOf(request));
  });
});
