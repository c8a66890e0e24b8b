import { routes } from '#contracts/rest';
import { ajanta, martha } from '#testing';
import { startingPoints } from './starting-points.js';

const subject = 'somebody';

describe('the starting points', () => {
  it('of who has no token are what is public, and how to get one', () => {
    const points = startingPoints();
    expect(points).toMatchObject({
      'issue-token': { href: '/auth/token', method: 'POST' },
      liveness: { href: '/health/live' },
    });
    expect(points).not.toHaveProperty('orders');
  });

  it("of a consumer are its orders and itself, and nobody else's kitchen", () => {
    const points = startingPoints({ subject, role: 'consumer', id: martha });
    expect(points).toMatchObject({
      orders: { href: '/orders' },
      'place-order': { href: '/orders', method: 'POST' },
      consumer: { href: `/consumers/${martha}` },
      restaurants: { href: '/restaurants' },
    });
    for (const closed of ['tickets', 'restaurant', 'dead-letters', 'register-consumer'])
      expect(points).not.toHaveProperty(closed);
  });

  it('of a restaurant are its kitchen and its menu', () => {
    const points = startingPoints({ subject, role: 'restaurant', id: ajanta });
    expect(points).toMatchObject({
      restaurant: { href: `/restaurants/${ajanta}` },
      tickets: { href: `/restaurants/${ajanta}/tickets` },
      'revise-menu': { href: `/restaurants/${ajanta}/menu`, method: 'PUT' },
    });
    expect(points).not.toHaveProperty('orders');
  });

  it('of an operator are all other routes that need no id', () => {
    const points = startingPoints({ subject, role: 'operator' });
    const hrefs = Object.values(points).map(({ href, method = 'GET' }) => `${method} ${href}`);
    const beginnings = ['getIndex', 'getRoot'];
    const needNoId = routes.filter(({ id, path }) => !path.includes('{') && !beginnings.includes(id));
    expect(hrefs.toSorted()).toEqual(needNoId.map(({ method, path }) => `${method} ${path}`).toSorted());
  });
});
