import { MenuVersionMismatch } from './restaurant-errors.js';
import { Restaurant } from './restaurant.js';

const address = { street1: '2 Pine Street', city: 'San Francisco', state: 'CA', zip: '94102' };
const margherita = { menuItemId: 'margherita', name: 'Margherita', price: 1400 };
const tiramisu = { menuItemId: 'tiramisu', name: 'Tiramisu', price: 750 };

const zelo = new Restaurant(
  'a0000000-0000-4000-8000-000000000002',
  { name: 'Zelo', address, deliveryZips: ['94102', '94103'] },
  { version: 3, items: [margherita, tiramisu] },
);

describe('revising a menu', () => {
  it('replaces the items and counts the version up', () => {
    expect(zelo.reviseMenu([tiramisu], [3]).menu).toEqual({ version: 4, items: [tiramisu] });
  });

  it('asks for no version where none is expected', () => {
    expect(zelo.reviseMenu([margherita]).menu.version).toBe(4);
  });

  it.each([[[2]], [[4]], [[]]])('refuses the versions %j, and tells the present one', (expected) => {
    expect(() => zelo.reviseMenu([tiramisu], expected)).toThrow(
      new MenuVersionMismatch(zelo.restaurantId, 3),
    );
  });
});
