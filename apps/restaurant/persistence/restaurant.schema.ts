import type { Address, MenuItem } from '#contracts';
import { EntitySchema } from 'typeorm';

export interface RestaurantRow {
  readonly restaurantId: string;
  readonly name: string;
  readonly address: Address;
  readonly deliveryZips: string[];
  readonly menuVersion: number;
  /** Prices in cents. */
  readonly menuItems: MenuItem[];
}

export const RestaurantSchema = new EntitySchema<RestaurantRow>({
  name: 'Restaurant',
  tableName: 'restaurants',
  columns: {
    restaurantId: { name: 'restaurant_id', type: 'uuid', primary: true },
    name: { type: 'text' },
    address: { type: 'json' },
    deliveryZips: { name: 'delivery_zips', type: 'text', array: true },
    menuVersion: { name: 'menu_version', type: 'int' },
    menuItems: { name: 'menu_items', type: 'json' },
  },
});
