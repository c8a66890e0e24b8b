import { ORDER_V1, ORDER_V2 } from '#contracts/rest';
import { acceptedMediaType } from './accepted-media-type.js';

const ORDER_V3 = 'application/vnd.order-saga.v3+json';

describe('the accepted media type', () => {
  it.each([
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', 'application/json'],
    ['application/vnd.other+json', 'application/json'],
    [ORDER_V1, ORDER_V1],
    [ORDER_V2, ORDER_V2],
    [ORDER_V2.toUpperCase(), ORDER_V2],
    [`${ORDER_V1};q=0.5, ${ORDER_V2}`, ORDER_V2],
    [`${ORDER_V1}, ${ORDER_V2} ; q=0.5`, ORDER_V1],
    [`*/*, ${ORDER_V2}`, ORDER_V2],
    [`${ORDER_V2};q=0.1, application/json`, 'application/json'],
    [`${ORDER_V3}, ${ORDER_V2};q=0.5`, ORDER_V2],
    [`${ORDER_V3}, */*;q=0.1`, 'application/json'],
    [ORDER_V3, undefined],
    [`${ORDER_V2};q=0`, undefined],
    [`${ORDER_V2};q=nonsense`, undefined],
  ])('of %p is %p', (accept, mediaType) => {
    expect(acceptedMediaType(accept, [ORDER_V1, ORDER_V2])).toBe(mediaType);
  });
});
