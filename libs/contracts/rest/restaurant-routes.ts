import { z } from 'zod';
import { oncePerKey } from './once-per-key.js';
import {
  ListRestaurantsQuery,
  MenuRequest,
  OpenRestaurantRequest,
  RestaurantListResponse,
  RestaurantResponse,
  RevisedMenuResponse,
} from './restaurants.js';
import { roles, type Route } from './route.js';

const etag = z.string().meta({ description: 'The menu\'s version, as in `"1"`' });
const taggedByMenu = z.string().meta({
  description: 'The menu\'s version and a digest of the answer, as in `"1-k8Ff.."`: good for `If-Match`, too',
});

const absentFromCopies = z.string().optional();
const age = z.string().optional().meta({ description: 'Of a stale copy: seconds since the service said so' });

export const restaurantRoutes: readonly Route[] = [
  {
    id: 'openRestaurant',
    method: 'POST',
    path: '/restaurants',
    tag: 'restaurants',
    summary: 'Opens a restaurant with its first menu',
    access: ['operator'],
    request: OpenRestaurantRequest,
    answers: {
      201: {
        description: 'The restaurant',
        body: RestaurantResponse,
        headers: { location: z.string().meta({ description: 'Where the restaurant is' }), etag },
      },
    },
    ...oncePerKey,
  },
  {
    id: 'listRestaurants',
    method: 'GET',
    path: '/restaurants',
    tag: 'restaurants',
    summary: 'Lists restaurants by id, without their menus',
    access: roles,
    query: ListRestaurantsQuery,
    answers: {
      200: {
        description: 'A page of restaurants',
        body: RestaurantListResponse,
        headers: { etag: absentFromCopies, age },
      },
    },
    repetition: 'safe',
  },
  {
    id: 'getRestaurant',
    method: 'GET',
    path: '/restaurants/{restaurantId}',
    tag: 'restaurants',
    summary: 'Shows a restaurant and its menu',
    access: roles,
    answers: {
      200: {
        description: 'The restaurant',
        body: RestaurantResponse,
        headers: { etag: taggedByMenu.optional(), age },
      },
      304: { description: 'It is as the caller has it', headers: { etag: taggedByMenu, age } },
    },
    problems: ['restaurant-not-found'],
    repetition: 'safe',
  },
  {
    id: 'reviseMenu',
    method: 'PUT',
    path: '/restaurants/{restaurantId}/menu',
    tag: 'restaurants',
    summary: 'Replaces the menu whole',
    access: ['restaurant', 'operator'],
    owner: 'the restaurant',
    headers: z.object({
      'if-match': z.string().meta({ description: 'The `ETag` of the menu that was seen, or `*`' }),
    }),
    request: MenuRequest,
    answers: { 200: { description: 'The new menu', body: RevisedMenuResponse, headers: { etag } } },
    problems: ['restaurant-not-found', 'menu-version-mismatch', 'precondition-required'],
    repetition: 'idempotent',
  },
];
