import type { UnitOfWork } from '#messaging';
import { joinedLock, joinedRow } from '#service-kit';
import { Injectable } from '@nestjs/common';
import { Restaurants } from '../application/restaurants.js';
import { RestaurantNotFound } from '../domain/restaurant-errors.js';
import { Restaurant, type Menu } from '../domain/restaurant.js';
import { RestaurantSchema, type RestaurantRow } from './restaurant.schema.js';

@Injectable()
export class TypeOrmRestaurants extends Restaurants {
  async add({ entityManager }: UnitOfWork, { restaurantId, profile, menu }: Restaurant): Promise<void> {
    const { name, address, deliveryZips } = profile;
    await entityManager.insert(RestaurantSchema, {
      restaurantId,
      name,
      address,
      deliveryZips: [...deliveryZips],
      ...menuColumns(menu),
    });
  }

  async find({ entityManager }: UnitOfWork, restaurantId: string): Promise<Restaurant | undefined> {
    const row = await findRestaurant(entityManager, restaurantId);
    return row ? toRestaurant(row) : undefined;
  }

  async lock({ entityManager }: UnitOfWork, restaurantId: string): Promise<Restaurant> {
    const row = await lockRestaurant(entityManager, restaurantId);
    if (!row) throw new RestaurantNotFound(restaurantId);
    return toRestaurant(row);
  }

  async saveMenu({ entityManager }: UnitOfWork, { restaurantId, menu }: Restaurant): Promise<void> {
    await entityManager.update(RestaurantSchema, { restaurantId }, menuColumns(menu));
  }
}

const findRestaurant = joinedRow(RestaurantSchema, 'restaurantId');
const lockRestaurant = joinedLock(RestaurantSchema, 'restaurantId');

const menuColumns = ({ version, items }: Menu) => ({ menuVersion: version, menuItems: [...items] });

function toRestaurant(row: RestaurantRow): Restaurant {
  const { restaurantId, name, address, deliveryZips } = row;
  const menu = { version: row.menuVersion, items: row.menuItems };
  return new Restaurant(restaurantId, { name, address, deliveryZips }, menu);
}
