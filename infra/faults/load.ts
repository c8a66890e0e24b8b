import { eventually } from '#testing';
import { DemoClient, type OrderView } from '../local/index.js';

/** Ajanta refuses every fourth order: its total is not what the menu says. */
const WRONG_TOTAL_EVERY = 4;

export interface Load {
  readonly gatewayUrl: string;
  readonly orders: number;
  readonly concurrency: number;
  /** Called once, when so many orders were sent. */
  readonly at?: { readonly sent: number; readonly inject: () => void };
}

/** A consumer with credit for any number of orders. */
async function registerConsumer(gatewayUrl: string): Promise<string> {
  const operator = await DemoClient.logIn(gatewayUrl, 'operator');
  const name = { firstName: 'Martha', lastName: 'Many' };
  const body = { name, creditLimit: '9999999.00' };
  return (await operator.post<{ consumerId: string }>('/consumers', body)).consumerId;
}

/**
 * Places orders as fast as they are answered, and returns the ids of those that were accepted. A request that fails
 * because of the fault is repeated until one is accepted: whether the failed one was stored too nobody knows, and
 * the ledger does not ask.
 */
export async function placeOrders({ gatewayUrl, orders, concurrency, at }: Load): Promise<string[]> {
  const consumerId = await registerConsumer(gatewayUrl);
  const client = await DemoClient.logIn(gatewayUrl, 'operator');
  const accepted: string[] = [];
  let sent = 0;
  const work = async (): Promise<void> => {
    while (sent < orders) {
      const number = sent++;
      if (number === at?.sent) at.inject();
      const order = await eventually(() => client.post<OrderView>('/orders', orderBy(consumerId, number)));
      accepted.push(order.orderId);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return accepted;
}

const orderBy = (consumerId: string, number: number) => ({
  consumerId,
  restaurantId: 'a0000000-0000-4000-8000-000000000001',
  deliveryAddress: { street1: '1 Main Street', city: 'Oakland', state: 'CA', zip: '94612' },
  lineItems: [{ menuItemId: 'samosa', quantity: 1 }],
  orderTotal: number % WRONG_TOTAL_EVERY === 0 ? '4.51' : '4.50',
});
