import { linkFor, linkTo, pageLinks } from './link-to.js';
import { routeOf, routes } from './routes.js';

const orderId = '0199d7a4-5f31-7c6e-9d2b-1f0a7c3e8b54';

describe('a link', () => {
  it('leads to its route, which is got unless it says otherwise', () => {
    expect(linkTo('getOrder', { orderId })).toEqual({ href: `/orders/${orderId}` });
    expect(linkTo('cancelOrder', { orderId })).toEqual({
      href: `/orders/${orderId}/cancellation`,
      method: 'POST',
    });
  });

  it('is one that the table of routes knows again', () => {
    for (const { id, method } of routes) {
      const parties = { consumerId: orderId, restaurantId: orderId };
      const values = { orderId, ...parties, channel: 'a/b', file: 'a.css', problem: 'forbidden' };
      expect(routeOf(method, linkTo(id, values).href)?.id).toBe(id);
    }
  });

  it('needs a route, and all that stands in its path', () => {
    expect(() => linkTo('cookOrder', { orderId })).toThrow('There is no route cookOrder');
    expect(() => linkTo('getOrder')).toThrow('The path lacks getOrder.orderId');
  });

  it('is for those roles alone that may use its route', () => {
    expect(linkFor('consumer', 'suspendConsumer', { consumerId: orderId })).toBeUndefined();
    expect(linkFor('operator', 'suspendConsumer', { consumerId: orderId })).toBeDefined();
    expect(linkFor(undefined, 'listOrders')).toBeUndefined();
    expect(linkFor(undefined, 'issueToken')).toEqual({ href: '/auth/token', method: 'POST' });
  });
});

describe('the links of a page', () => {
  const links = (query: object, next?: string) => pageLinks('listOrders', {}, { limit: 2, ...query }, next);

  it('keep what was asked for', () => {
    expect(links({ state: 'PENDING', cursor: 'b' }, 'd')).toEqual({
      self: { href: '/orders?limit=2&state=PENDING&cursor=b' },
      first: { href: '/orders?limit=2&state=PENDING' },
      next: { href: '/orders?limit=2&state=PENDING&cursor=d' },
    });
  });

  it('lead nowhere from the last', () => {
    expect(links({ cursor: undefined })).toEqual({
      self: { href: '/orders?limit=2' },
      first: { href: '/orders?limit=2' },
    });
  });
});
