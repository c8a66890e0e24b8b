import type { Menu, Profile } from '../domain/restaurant.js';

/** A restaurant as a list shows it. */
export interface RestaurantSummary extends Profile {
  readonly restaurantId: string;
}

/** A restaurant as its readers see it. */
export interface RestaurantView extends RestaurantSummary {
  readonly menu: Menu;
}

export interface RestaurantPage {
  /** Only restaurants with greater ids. */
  readonly after?: string;
  readonly limit: number;
}

/** The port through which restaurants are read. */
export abstract class RestaurantViews {
  /** Throws RestaurantNotFound. */
  abstract get(restaurantId: string): Promise<RestaurantView>;
  /** By id. */
  abstract list(page: RestaurantPage): Promise<RestaurantSummary[]>;
}
