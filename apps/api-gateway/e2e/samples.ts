import type { Sending } from '#gateway-client';
import { ajanta, chickenVindaloo, fiveVindaloos, martha } from '#testing';

/** What there is to be owned, by the name of its parameter; orders are placed for the test. */
export const owned = { consumerId: martha, restaurantId: ajanta } as const;

/** How somebody else would reach for what is Martha's or Ajanta's, where the path does not say it. */
export const reaches: Readonly<Record<string, Sending & { readonly query?: string }>> = {
  placeOrder: { body: fiveVindaloos(martha) },
  listOrders: { query: `?consumerId=${martha}` },
  reviseMenu: { body: { items: [chickenVindaloo] }, headers: { 'if-match': '*' } },
};
