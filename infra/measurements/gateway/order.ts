import { randomUUIDv7 } from 'node:crypto';

/** The representation of an order, as long as a real one is. */
export const order = JSON.stringify({
  orderId: randomUUIDv7(),
  consumerId: randomUUIDv7(),
  restaurantId: randomUUIDv7(),
  deliveryAddress: { street1: '1 Main Street', city: 'Oakland', state: 'CA', zip: '94612' },
  lineItems: [{ menuItemId: 'vindaloo', quantity: 5 }],
  orderTotal: '61.70',
  state: 'PENDING',
  version: 1,
  createdAt: new Date().toISOString(),
  updatedAt: new Date().toISOString(),
});
