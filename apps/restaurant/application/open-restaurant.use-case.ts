import { RestaurantOpened, type MenuItem } from '#contracts';
import { OncePerKey, type IdempotencyKey } from '#idempotency';
import type { UnitOfWork } from '#messaging';
import { Restaurant, type Profile } from '../domain/restaurant.js';
import type { RestaurantView } from './restaurant-views.js';
import { Restaurants } from './restaurants.js';

export class OpenRestaurant {
  constructor(
    private readonly once: OncePerKey,
    private readonly restaurants: Restaurants,
  ) {}

  /** Resolves to the restaurant as opened; once for each key. Throws IdempotencyKeyReused and RequestInProgress. */
  execute(profile: Profile, items: readonly MenuItem[], key?: IdempotencyKey): Promise<RestaurantView> {
    const menu = { version: 1, items };
    return this.once.run(
      key,
      { profile, items },
      {
        make: (work, restaurantId) => this.open(work, new Restaurant(restaurantId, profile, menu)),
        recall: (_, restaurantId) => ({ restaurantId, ...profile, menu }),
      },
    );
  }

  private async open(work: UnitOfWork, restaurant: Restaurant): Promise<RestaurantView> {
    const { restaurantId, profile, menu } = restaurant;
    await this.restaurants.add(work, restaurant);
    work.publish(
      RestaurantOpened,
      { restaurantId, name: profile.name, menu: { ...menu, items: [...menu.items] } },
      { shardKey: restaurantId },
    );
    return { restaurantId, ...profile, menu };
  }
}
