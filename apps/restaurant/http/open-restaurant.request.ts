import { Address, text } from '#contracts';
import { z } from 'zod';
import { MenuRequest } from './menu.request.js';

export const OpenRestaurantRequest = z.strictObject({
  name: text(80),
  address: Address,
  deliveryZips: z.array(Address.shape.zip).min(1).max(200),
  menu: MenuRequest,
});
export type OpenRestaurantRequest = z.output<typeof OpenRestaurantRequest>;
