import { ParticipantConfig } from '#participant';
import type { z } from 'zod';

export const RestaurantConfig = ParticipantConfig.extend({
  PORT: ParticipantConfig.shape.PORT.default(8083),
});
export type RestaurantConfig = z.output<typeof RestaurantConfig>;
