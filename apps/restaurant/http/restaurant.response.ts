import { formatMoney } from '#contracts';
import type { RestaurantSummary, RestaurantView } from '../application/restaurant-views.js';
import type { Menu } from '../domain/restaurant.js';

export interface MenuResponse {
  readonly version: number;
  readonly items: readonly { readonly menuItemId: string; readonly name: string; readonly price: string }[];
}

export interface RestaurantResponse extends RestaurantSummary {
  readonly menu: MenuResponse;
}

export interface RestaurantListResponse {
  readonly restaurants: readonly RestaurantSummary[];
  readonly nextCursor?: string;
}

export const toMenuResponse = ({ version, items }: Menu): MenuResponse => ({
  version,
  items: items.map((item) => ({ ...item, price: formatMoney(item.price) })),
});

export const toRestaurantResponse = (restaurant: RestaurantView): RestaurantResponse => ({
  ...restaurant,
  menu: toMenuResponse(restaurant.menu),
});

/** A full page has a next one, which may be empty. */
export const toRestaurantListResponse = (
  restaurants: readonly RestaurantSummary[],
  limit: number,
): RestaurantListResponse => ({
  restaurants,
  nextCursor: restaurants.length === limit ? restaurants.at(-1)?.restaurantId : undefined,
});
