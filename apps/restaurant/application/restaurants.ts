import type { UnitOfWork } from '#messaging';
import type { Restaurant } from '../domain/restaurant.js';

/** The port through which use cases change restaurants, and review orders by them. */
export abstract class Restaurants {
  abstract add(work: UnitOfWork, restaurant: Restaurant): Promise<void>;
  abstract find(work: UnitOfWork, restaurantId: string): Promise<Restaurant | undefined>;
  /** Loads a restaurant and locks it until the work is done. Throws RestaurantNotFound. */
  abstract lock(work: UnitOfWork, restaurantId: string): Promise<Restaurant>;
  abstract saveMenu(work: UnitOfWork, restaurant: Restaurant): Promise<void>;
}
