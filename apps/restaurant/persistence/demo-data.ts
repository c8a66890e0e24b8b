import type { EntityManager } from 'typeorm';
import { RestaurantSchema, type RestaurantRow } from './restaurant.schema.js';

const restaurants: readonly RestaurantRow[] = [
  {
    restaurantId: 'a0000000-0000-4000-8000-000000000001',
    name: 'Ajanta',
    address: { street1: '12 Grand Avenue', city: 'Oakland', state: 'CA', zip: '94612' },
    deliveryZips: ['94611', '94612', '94613'],
    menuVersion: 1,
    menuItems: [
      { menuItemId: 'vindaloo', name: 'Chicken Vindaloo', price: 1234 },
      { menuItemId: 'samosa', name: 'Samosa', price: 450 },
      { menuItemId: 'lassi', name: 'Mango Lassi', price: 325 },
    ],
  },
  {
    restaurantId: 'a0000000-0000-4000-8000-000000000002',
    name: 'Zelo',
    address: { street1: '34 Hayes Street', city: 'San Francisco', state: 'CA', zip: '94102' },
    deliveryZips: ['94102', '94103'],
    menuVersion: 1,
    menuItems: [
      { menuItemId: 'margherita', name: 'Margherita', price: 1400 },
      { menuItemId: 'tiramisu', name: 'Tiramisu', price: 750 },
    ],
  },
];

/** Leaves a restaurant that is there as it is, with the menu that it has by now. */
export async function insertDemoData(entityManager: EntityManager): Promise<void> {
  await entityManager
    .createQueryBuilder()
    .insert()
    .into(RestaurantSchema)
    .values([...restaurants])
    .orIgnore()
    .execute();
}
