import type { OrderRequest } from '#gateway-client';

/** The demo data's people and places, in whose names tests act. */

/** ACTIVE, with credit for 100000.00. */
export const martha = 'c0000000-0000-4000-8000-000000000001';
/** ACTIVE, with credit for 20.00. */
export const percy = 'c0000000-0000-4000-8000-000000000002';
/** SUSPENDED. */
export const sybil = 'c0000000-0000-4000-8000-000000000003';

/** Delivers to 94611, 94612 and 94613. */
export const ajanta = 'a0000000-0000-4000-8000-000000000001';
export const zelo = 'a0000000-0000-4000-8000-000000000002';

export const chickenVindaloo = { menuItemId: 'vindaloo', name: 'Chicken Vindaloo', price: '12.34' } as const;
export const samosa = { menuItemId: 'samosa', name: 'Samosa', price: '4.50' } as const;

/** An id that nobody has. */
export const nobody = 'f0000000-0000-4000-8000-000000000000';

export const oakland = { street1: '9 Amazing View', city: 'Oakland', state: 'CA', zip: '94612' } as const;

/** Five Chicken Vindaloo from Ajanta, for 61.70. */
export const fiveVindaloos = (consumerId: string, changes: Partial<OrderRequest> = {}): OrderRequest => ({
  consumerId,
  restaurantId: ajanta,
  deliveryAddress: oakland,
  lineItems: [{ menuItemId: chickenVindaloo.menuItemId, quantity: 5 }],
  orderTotal: '61.70',
  ...changes,
});
