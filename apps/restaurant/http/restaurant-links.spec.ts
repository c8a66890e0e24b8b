import { ajanta, zelo } from '#testing';
import { restaurantLinks } from './restaurant-links.js';

describe('the links of a restaurant', () => {
  it.each([
    [{ role: 'restaurant', id: ajanta }, ['revise-menu', 'self', 'tickets']],
    [{ role: 'operator' }, ['revise-menu', 'self', 'tickets']],
    [{ role: 'restaurant', id: zelo }, ['self']],
    [{ role: 'consumer', id: ajanta }, ['self']],
  ] as const)('lead %p into the kitchen just where the door is open', (caller, names) => {
    const links = restaurantLinks(ajanta, { subject: 'somebody', ...caller });
    const given = Object.entries(links).filter(([, link]) => link !== undefined);
    expect(given.map(([name]) => name).toSorted()).toEqual(names);
  });

  it('have the menu replaced, not added to', () => {
    const { 'revise-menu': revise } = restaurantLinks(ajanta, {
      subject: 'ajanta',
      role: 'restaurant',
      id: ajanta,
    });
    expect(revise).toEqual({ href: `/restaurants/${ajanta}/menu`, method: 'PUT' });
  });
});
