import type { RestaurantRejection } from '#contracts';
import type { UnitOfWork } from '#messaging';
import { reviewOrder, type ProposedOrder } from '../domain/review-order.js';
import { Restaurants } from './restaurants.js';

/** Can the restaurant take this order? By the menu of the moment; nothing is held for the order. */
export class ReviewOrder {
  constructor(private readonly restaurants: Restaurants) {}

  async execute(
    work: UnitOfWork,
    restaurantId: string,
    order: ProposedOrder,
  ): Promise<RestaurantRejection | undefined> {
    return reviewOrder(await this.restaurants.find(work, restaurantId), order);
  }
}
