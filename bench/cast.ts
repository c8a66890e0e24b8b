/** Who orders, and what: the same in every system that is measured. */

/** So many that their rows are no bottleneck. */
export const CONSUMERS = 100;
export const ajanta = 'a0000000-0000-4000-8000-000000000001';
/** In cents. */
export const SAMOSA_PRICE = 450;
/** In cents: credit for all that a run orders. */
export const CREDIT_LIMIT = 99_999_999_999;

/** Of the baselines; Order Saga gives out its own. */
export const consumerIds: readonly string[] = Array.from(
  { length: CONSUMERS },
  (_, index) => `c0000000-0000-4000-8000-${String(index + 1000).padStart(12, '0')}`,
);

/** One samosa for a customer. The reference stands in the address, where every system keeps it. */
export const samosaFor = (consumerId: string | undefined, reference: string): string =>
  JSON.stringify({
    consumerId,
    restaurantId: ajanta,
    deliveryAddress: {
      street1: '9 Amazing View',
      street2: reference,
      city: 'Oakland',
      state: 'CA',
      zip: '94612',
    },
    lineItems: [{ menuItemId: 'samosa', quantity: 1 }],
    orderTotal: '4.50',
  });
