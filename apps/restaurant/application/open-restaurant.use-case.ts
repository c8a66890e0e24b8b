import { RestaurantOpened, type MenuItem } from '#contracts';
import { Transaction } from '#outbox';
import { v7 as uuidv7 } from 'uuid';
import { Restaurant, type Profile } from '../domain/restaurant.js';
import type { RestaurantView } from './restaurant-views.js';
import { Restaurants } from './restaurants.js';

export class OpenRestaurant {
  constructor(
    private readonly transaction: Transaction,
    private readonly restaurants: Restaurants,
  ) {}

  async execute(profile: Profile, items: readonly MenuItem[]): Promise<RestaurantView> {
    const restaurant = new Restaurant(uuidv7(), profile, { version: 1, items });
    const { restaurantId, menu } = restaurant;
    await this.transaction.run(async (work) => {
      await this.restaurants.add(work, restaurant);
      work.publish(
        RestaurantOpened,
        { restaurantId, name: profile.name, menu: { ...menu, items: [...menu.items] } },
        { shardKey: restaurantId },
      );
    });
    return { restaurantId, ...profile, menu };
  }
}
