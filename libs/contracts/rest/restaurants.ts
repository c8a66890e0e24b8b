import { z } from 'zod';
import { examples } from '../examples.js';
import { Address, MenuItem, RestaurantId, text } from '../values.js';
import { Link } from './links.js';
import { pageFields, pageQuery } from './pages.js';
import { AddressView, MenuItemView } from './views.js';
import type { Wire } from './wire.js';

const MOST_ITEMS = 200;

/** A menu as its restaurant writes it, whole; the version is ours to count. */
export const MenuRequest = z
  .strictObject({
    items: z
      .array(MenuItem)
      .min(1)
      .max(MOST_ITEMS)
      .superRefine((items, context) => {
        const seen = new Set<string>();
        for (const [index, { menuItemId }] of items.entries()) {
          if (seen.has(menuItemId))
            context.addIssue({ code: 'custom', path: [index, 'menuItemId'], message: 'must be unique' });
          seen.add(menuItemId);
        }
      })
      .meta({ description: 'No two with the same `menuItemId`' }),
  })
  .meta({ id: 'MenuRequest', examples: [examples.menu] });
export type MenuRequest = z.output<typeof MenuRequest>;

export const OpenRestaurantRequest = z
  .strictObject({
    name: text(80),
    address: Address,
    deliveryZips: z.array(Address.shape.zip).min(1).max(200),
    menu: MenuRequest,
  })
  .meta({
    id: 'OpenRestaurantRequest',
    examples: [
      { name: 'Curry Corner', address: examples.address, deliveryZips: ['94612'], menu: examples.menu },
    ],
  });
export type OpenRestaurantRequest = z.output<typeof OpenRestaurantRequest>;

export const ListRestaurantsQuery = z.strictObject({
  ...pageQuery(RestaurantId),
});
export type ListRestaurantsQuery = z.output<typeof ListRestaurantsQuery>;

export const MenuResponse = z
  .object({ version: z.int().min(1), items: z.array(MenuItemView) })
  .meta({ id: 'Menu' });
export type MenuResponse = Wire<typeof MenuResponse>;

const MenuLinks = z
  .object({ restaurant: Link, 'revise-menu': Link })
  .meta({ id: 'MenuLinks', description: 'A menu is shown with its restaurant' });

export const RevisedMenuResponse = MenuResponse.extend({ _links: MenuLinks }).meta({ id: 'RevisedMenu' });
export type RevisedMenuResponse = Wire<typeof RevisedMenuResponse>;

const stale = z
  .literal(true)
  .optional()
  .meta({ description: 'The service could not answer: this is a copy, as old as `Age` says' });

const RestaurantLinks = z
  .object({
    self: Link,
    tickets: Link.optional(),
    'revise-menu': Link.optional(),
  })
  .meta({ id: 'RestaurantLinks', description: 'All but `self` are for its staff and operators' });
export type RestaurantLinks = Wire<typeof RestaurantLinks>;

const RestaurantSummary = z
  .object({
    restaurantId: RestaurantId,
    name: text(80),
    address: AddressView,
    deliveryZips: z.array(Address.shape.zip).meta({ description: 'The zip codes that it delivers to' }),
    _links: RestaurantLinks,
  })
  .meta({ id: 'RestaurantSummary' });

export const RestaurantResponse = RestaurantSummary.extend({ menu: MenuResponse, stale }).meta({
  id: 'Restaurant',
});
export type RestaurantResponse = Wire<typeof RestaurantResponse>;

/** By id. */
export const RestaurantListResponse = z
  .object({ restaurants: z.array(RestaurantSummary), stale, ...pageFields(RestaurantId) })
  .meta({ id: 'RestaurantList' });
export type RestaurantListResponse = Wire<typeof RestaurantListResponse>;
