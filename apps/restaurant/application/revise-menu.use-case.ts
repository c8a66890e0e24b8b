import { MenuRevised, type MenuItem } from '#contracts';
import { Transaction } from '#outbox';
import type { Menu } from '../domain/restaurant.js';
import { Restaurants } from './restaurants.js';

/** Replaces a menu whole, if nobody else has done so since the caller saw it. */
export class ReviseMenu {
  constructor(
    private readonly transaction: Transaction,
    private readonly restaurants: Restaurants,
  ) {}

  /** Without `expectedVersions`, whatever the present menu is. Throws RestaurantNotFound and MenuVersionMismatch. */
  execute(
    restaurantId: string,
    items: readonly MenuItem[],
    expectedVersions?: readonly number[],
  ): Promise<Menu> {
    return this.transaction.run(async (work) => {
      const restaurant = await this.restaurants.lock(work, restaurantId);
      const revised = restaurant.reviseMenu(items, expectedVersions);
      await this.restaurants.saveMenu(work, revised);
      const { version } = revised.menu;
      work.publish(
        MenuRevised,
        { restaurantId: revised.restaurantId, menu: { version, items: [...items] } },
        { shardKey: revised.restaurantId },
      );
      return revised.menu;
    });
  }
}
