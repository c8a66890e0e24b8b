import { GatewayClient, type Order, type Timeline } from '#gateway-client';
import { waitUntil } from '../../waiting/wait-until.js';

const VALIDATION_TIMEOUT_MS = 30_000;

const fiveVindaloos = {
  consumerId: 'c0000000-0000-4000-8000-000000000001',
  restaurantId: 'a0000000-0000-4000-8000-000000000001',
  deliveryAddress: { street1: '9 Amazing View', city: 'Oakland', state: 'CA', zip: '94612' },
  lineItems: [{ menuItemId: 'vindaloo', quantity: 5 }],
  orderTotal: '61.70',
};

export interface FirstOrder {
  readonly order: Order;
  readonly timeline: Timeline;
}

/** Martha orders through the gateway; returns when her order is decided, with all that happened to it. */
export async function placeFirstOrder(gatewayUrl: string): Promise<FirstOrder> {
  const martha = await GatewayClient.logIn(gatewayUrl, 'martha');
  const { orderId } = await martha.placeOrder(fiveVindaloos);
  const order = await waitUntil(() => decided(martha, orderId), {
    what: `order ${orderId} to leave PENDING`,
    timeoutMs: VALIDATION_TIMEOUT_MS,
  });
  return { order, timeline: await martha.timeline(orderId) };
}

async function decided(client: GatewayClient, orderId: string): Promise<Order | undefined> {
  const order = await client.order(orderId);
  return order.state === 'PENDING' ? undefined : order;
}
