import { RestaurantId } from '#contracts';
import { z } from 'zod';

export const ListRestaurantsQuery = z.strictObject({
  /** The `nextCursor` of the page before: the id of its last restaurant. */
  cursor: RestaurantId.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ListRestaurantsQuery = z.output<typeof ListRestaurantsQuery>;
