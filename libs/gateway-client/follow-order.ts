import { setTimeout as delay } from 'node:timers/promises';
import type { GatewayClient } from './gateway-client.js';
import { GatewayRefusal } from './gateway-refusal.js';
import { readEvents } from './read-events.js';
import type { Order } from './resources.js';

const PAUSE_MS = 250;
const NO_CONTENT = 204;

/**
 * An order's versions, each once and none left out, as they come: a stream that ends or breaks off is taken up again
 * behind the version seen last, as a browser's EventSource does it. Ends when there will be no more. Throws
 * GatewayRefusal when the caller is refused.
 */
export async function* followOrder(client: GatewayClient, orderId: string): AsyncGenerator<Order> {
  for (let seen = 0; ; await delay(PAUSE_MS)) {
    const path = `/orders/${orderId}/stream`;
    const response = await client.open(path, { 'last-event-id': String(seen) }).catch(() => undefined);
    if (response?.status === NO_CONTENT) return;
    if (response && response.status >= 400 && response.status < 500)
      throw new GatewayRefusal(`GET ${path}`, response.status, await response.text());
    if (!response?.ok) continue;
    for await (const order of untilItBreaks(readEvents<Order>(response))) {
      seen = order.data.version;
      yield order.data;
    }
  }
}

async function* untilItBreaks<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  try {
    yield* items;
  } catch {
    return; // what is missing comes with the next one
  }
}
