import { Address, LineItem, MenuItem } from '../values.js';

/** Values as answers show them: unlike those of requests they are open to fields that are yet to come. */

export const AddressView = Address.strip().meta({ id: 'AddressView' });
export const LineItemView = LineItem.strip().meta({ id: 'LineItemView' });
export const MenuItemView = MenuItem.strip().meta({ id: 'MenuItemView' });
