import { v7 as uuidv7 } from 'uuid';

/** The representation of an order, as long as a real one is. */
export const order = JSON.stringify({
  orderId: uuidv7(),
  consumerId: uuidv7(),
  restaurantId: uuidv7(),
  deliveryAddress: { street1: '1 Main Street', city: 'Oakland', state: 'CA', zip: '94612' },
  lineItems: [{ menuItemId: 'vindaloo', quantity: 5 }],
  orderTotal: '61.70',
  state: 'PENDING',
  version: 1,
  createdAt: new Date().toISOString(),
  updatedAt: new Date().toISOString(),
});
