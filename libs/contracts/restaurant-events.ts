import { z } from 'zod';
import { event, type Body } from './contract.js';
import { examples } from './examples.js';
import { MenuItem, OrderId, RestaurantId } from './values.js';

const menu = z.object({ version: z.int().min(1), items: z.array(MenuItem.strip()) });
const menuExample = {
  version: 2,
  items: [{ menuItemId: 'vindaloo', name: 'Chicken Vindaloo', price: '12.34' }],
};

/** A restaurant takes orders from now on, by this menu. */
export const RestaurantOpened = event('restaurant', 'RestaurantOpened', {
  version: 1,
  body: z.object({ restaurantId: RestaurantId, name: z.string(), menu }),
  example: { restaurantId: examples.restaurantId, name: 'Ajanta', menu: menuExample },
});
export type RestaurantOpened = Body<typeof RestaurantOpened>;

/** A menu was replaced; this is all of the new one. */
export const MenuRevised = event('restaurant', 'MenuRevised', {
  version: 1,
  body: z.object({ restaurantId: RestaurantId, menu }),
  example: { restaurantId: examples.restaurantId, menu: menuExample },
});
export type MenuRevised = Body<typeof MenuRevised>;

/** The kitchen cooks: the order can no longer be cancelled. */
export const TicketAccepted = event('restaurant', 'TicketAccepted', {
  version: 1,
  body: z.object({ orderId: OrderId, restaurantId: RestaurantId }),
  example: { orderId: examples.orderId, restaurantId: examples.restaurantId },
});
export type TicketAccepted = Body<typeof TicketAccepted>;
