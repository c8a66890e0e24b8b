import { linkFor, linkTo, type RestaurantLinks } from '#contracts/rest';
import { mayActFor, type Caller } from '#service-kit';

/** Where a restaurant leads this caller: its staff to their kitchen. */
export function restaurantLinks(restaurantId: string, caller: Caller): RestaurantLinks {
  const self = linkTo('getRestaurant', { restaurantId });
  if (!mayActFor(caller, { role: 'restaurant', id: restaurantId })) return { self };
  return {
    self,
    tickets: linkFor(caller.role, 'listTickets', { restaurantId }),
    'revise-menu': linkFor(caller.role, 'reviseMenu', { restaurantId }),
  };
}
