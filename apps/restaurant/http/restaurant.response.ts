import { formatMoney } from '#contracts';
import type { MenuResponse, RestaurantListResponse, RestaurantResponse } from '#contracts/rest';
import type { RestaurantSummary, RestaurantView } from '../application/restaurant-views.js';
import type { Menu } from '../domain/restaurant.js';

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
