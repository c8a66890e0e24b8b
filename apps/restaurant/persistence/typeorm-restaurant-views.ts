import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import {
  RestaurantViews,
  type RestaurantPage,
  type RestaurantSummary,
  type RestaurantView,
} from '../application/restaurant-views.js';
import { RestaurantNotFound } from '../domain/restaurant-errors.js';
import { RestaurantSchema } from './restaurant.schema.js';

@Injectable()
export class TypeOrmRestaurantViews extends RestaurantViews {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async get(restaurantId: string): Promise<RestaurantView> {
    const row = await this.dataSource.manager.findOne(RestaurantSchema, { where: { restaurantId } });
    if (!row) throw new RestaurantNotFound(restaurantId);
    const { menuVersion, menuItems, ...summary } = row;
    return { ...summary, menu: { version: menuVersion, items: menuItems } };
  }

  /** Menus can be long, so a list leaves them out. */
  list({ after, limit }: RestaurantPage): Promise<RestaurantSummary[]> {
    return this.dataSource.manager.find(RestaurantSchema, {
      select: { restaurantId: true, name: true, address: true, deliveryZips: true },
      where: after ? { restaurantId: MoreThan(after) } : {},
      order: { restaurantId: 'ASC' },
      take: limit,
    });
  }
}
