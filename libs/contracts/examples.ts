const menu = { items: [{ menuItemId: 'vindaloo', name: 'Chicken Vindaloo', price: '12.34' }] };

/** The values that run through every contract's example: Martha orders at Ajanta. */
export const examples = {
  orderId: '0199d7a4-5f31-7c6e-9d2b-1f0a7c3e8b54',
  consumerId: 'c0000000-0000-4000-8000-000000000001',
  restaurantId: 'a0000000-0000-4000-8000-000000000001',
  address: { street1: '1 Main Street', city: 'Oakland', state: 'CA', zip: '94612' },
  menu,
} as const;
