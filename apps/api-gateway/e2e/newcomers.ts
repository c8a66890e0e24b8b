import type { GatewayClient, MenuItem } from '#gateway-client';
import { chickenVindaloo, oakland, samosa } from '#testing';

/** A consumer that no other test knows; returns its id. */
export async function newConsumer(operator: GatewayClient, creditLimit: string): Promise<string> {
  return (await operator.registerConsumer(creditLimit)).consumerId;
}

/** A restaurant that no other test knows, with a menu like Ajanta's; returns its id. */
export async function newRestaurant(
  operator: GatewayClient,
  items: readonly MenuItem[] = [chickenVindaloo, samosa],
): Promise<string> {
  const restaurant = { name: 'Curry Corner', address: oakland, deliveryZips: [oakland.zip], menu: { items } };
  return (await operator.openRestaurant(restaurant)).restaurantId;
}
