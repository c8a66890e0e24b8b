import { formatMoney } from '#contracts';
import {
  linkTo,
  pageLinks,
  type ListRestaurantsQuery,
  type MenuResponse,
  type RestaurantListResponse,
  type RestaurantResponse,
  type RevisedMenuResponse,
} from '#contracts/rest';
import type { Caller } from '#service-kit';
import type { RestaurantSummary, RestaurantView } from '../application/restaurant-views.js';
import type { Menu } from '../domain/restaurant.js';
import { restaurantLinks } from './restaurant-links.js';

const toMenuResponse = ({ version, items }: Menu): MenuResponse => ({
  version,
  items: items.map((item) => ({ ...item, price: formatMoney(item.price) })),
});

/** For who has just revised it, and may do so again. */
export const toRevisedMenuResponse = (restaurantId: string, menu: Menu): RevisedMenuResponse => ({
  ...toMenuResponse(menu),
  _links: {
    restaurant: linkTo('getRestaurant', { restaurantId }),
    'revise-menu': linkTo('reviseMenu', { restaurantId }),
  },
});

/** The restaurant as this caller sees it. */
export const toRestaurantResponse = (restaurant: RestaurantView, caller: Caller): RestaurantResponse => ({
  ...restaurant,
  menu: toMenuResponse(restaurant.menu),
  _links: restaurantLinks(restaurant.restaurantId, caller),
});

/** A full page has a next one, which may be empty. */
export function toRestaurantListResponse(
  restaurants: readonly RestaurantSummary[],
  query: ListRestaurantsQuery,
  caller: Caller,
): RestaurantListResponse {
  const nextCursor = restaurants.length === query.limit ? restaurants.at(-1)?.restaurantId : undefined;
  return {
    restaurants: restaurants.map((each) => ({ ...each, _links: restaurantLinks(each.restaurantId, caller) })),
    nextCursor,
    _links: pageLinks('listRestaurants', {}, query, nextCursor),
  };
}
