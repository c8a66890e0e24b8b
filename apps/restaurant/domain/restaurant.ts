import type { Address, LineItem, MenuItem, Money } from '#contracts';
import { MenuVersionMismatch } from './restaurant-errors.js';

export interface Profile {
  readonly name: string;
  readonly address: Address;
  /** The zip codes that it delivers to. */
  readonly deliveryZips: readonly string[];
}

export interface Menu {
  /** Counts the revisions, from 1. */
  readonly version: number;
  readonly items: readonly MenuItem[];
}

export class Restaurant {
  constructor(
    readonly restaurantId: string,
    readonly profile: Profile,
    readonly menu: Menu,
  ) {}

  /** Replaces the menu whole. Throws MenuVersionMismatch unless the present version is one of `expectedVersions`. */
  reviseMenu(
    items: readonly MenuItem[],
    expectedVersions: readonly number[] = [this.menu.version],
  ): Restaurant {
    const { version } = this.menu;
    if (!expectedVersions.includes(version)) throw new MenuVersionMismatch(this.restaurantId, version);
    return new Restaurant(this.restaurantId, this.profile, { version: version + 1, items });
  }

  deliversTo({ zip }: Address): boolean {
    return this.profile.deliveryZips.includes(zip);
  }

  /** What the items cost together; undefined when one of them is not on the menu. */
  priceOf(lineItems: readonly LineItem[]): Money | undefined {
    const prices = new Map(this.menu.items.map(({ menuItemId, price }) => [menuItemId, price]));
    if (!lineItems.every(({ menuItemId }) => prices.has(menuItemId))) return undefined;
    return lineItems.reduce(
      (sum, { menuItemId, quantity }) => sum + quantity * (prices.get(menuItemId) ?? 0),
      0,
    );
  }
}
