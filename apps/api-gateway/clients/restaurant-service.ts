import type { RestaurantResponse } from '#contracts/rest';
import { DownstreamService, type CallerHeaders } from './downstream-service.js';

export class RestaurantService extends DownstreamService {
  readonly name = 'restaurant';

  /** With its menu, as the caller may see it. */
  restaurant(restaurantId: string, headers: CallerHeaders): Promise<RestaurantResponse> {
    return this.read<RestaurantResponse>(`/restaurants/${restaurantId}`, headers);
  }
}
