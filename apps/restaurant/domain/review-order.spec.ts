import { Restaurant } from './restaurant.js';
import { reviewOrder, type ProposedOrder } from './review-order.js';

const address = { street1: '1 Main Street', city: 'Oakland', state: 'CA', zip: '94612' };
const ajanta = new Restaurant(
  'a0000000-0000-4000-8000-000000000001',
  { name: 'Ajanta', address, deliveryZips: ['94611', '94612'] },
  {
    version: 1,
    items: [
      { menuItemId: 'vindaloo', name: 'Chicken Vindaloo', price: 1234 },
      { menuItemId: 'samosa', name: 'Samosa', price: 450 },
    ],
  },
);

const fiveVindaloos: ProposedOrder = {
  deliveryAddress: address,
  lineItems: [{ menuItemId: 'vindaloo', quantity: 5 }],
  orderTotal: 6170,
};
const elsewhere = { ...address, zip: '94102' };
const unknownItem = { menuItemId: 'margherita', quantity: 1 };

describe('the review of an order', () => {
  it('finds nothing wrong with five Chicken Vindaloos for 61.70', () => {
    expect(reviewOrder(ajanta, fiveVindaloos)).toBeUndefined();
  });

  it('adds up all line items, also two of the same menu item', () => {
    const lineItems = [
      { menuItemId: 'samosa', quantity: 1 },
      { menuItemId: 'vindaloo', quantity: 2 },
      { menuItemId: 'samosa', quantity: 3 },
    ];
    expect(reviewOrder(ajanta, { ...fiveVindaloos, lineItems, orderTotal: 2468 + 1800 })).toBeUndefined();
  });

  it('refuses for a restaurant that does not exist', () => {
    expect(reviewOrder(undefined, fiveVindaloos)).toBe('UNKNOWN_RESTAURANT');
  });

  it('refuses what is not on the menu', () => {
    const order = { ...fiveVindaloos, lineItems: [...fiveVindaloos.lineItems, unknownItem] };
    expect(reviewOrder(ajanta, order)).toBe('UNKNOWN_MENU_ITEM');
  });

  it.each([6169, 6171, 0])('refuses %d cents for what costs 6170', (orderTotal) => {
    expect(reviewOrder(ajanta, { ...fiveVindaloos, orderTotal })).toBe('ORDER_TOTAL_MISMATCH');
  });

  it('refuses to deliver outside its zip codes', () => {
    expect(reviewOrder(ajanta, { ...fiveVindaloos, deliveryAddress: elsewhere })).toBe('ADDRESS_NOT_SERVED');
  });

  it('names the first of several reasons', () => {
    const order = { deliveryAddress: elsewhere, lineItems: [unknownItem], orderTotal: 1 };
    expect(reviewOrder(ajanta, order)).toBe('UNKNOWN_MENU_ITEM');
    expect(reviewOrder(ajanta, { ...fiveVindaloos, deliveryAddress: elsewhere, orderTotal: 1 })).toBe(
      'ORDER_TOTAL_MISMATCH',
    );
  });
});
