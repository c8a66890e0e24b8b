import { GatewayClient, type OrderRequest } from '#gateway-client';
import { eventually, fiveVindaloos, samosa } from '#testing';

/** Ajanta refuses every fourth order: its total is not what the menu says. */
const WRONG_TOTAL_EVERY = 4;

export interface Load {
  readonly gatewayUrl: string;
  readonly orders: number;
  readonly concurrency: number;
  /** Called once, when so many orders were sent. */
  readonly at?: { readonly sent: number; readonly inject: () => void };
}

const ENOUGH_CREDIT = '9999999.00';

/**
 * Places orders as fast as they are answered, and returns the ids of those that were accepted. A request that fails
 * because of the fault is repeated until one is accepted: whether the failed one was stored too nobody knows, and
 * the ledger does not ask.
 */
export async function placeOrders({ gatewayUrl, orders, concurrency, at }: Load): Promise<string[]> {
  const operator = await GatewayClient.logIn(gatewayUrl, 'operator');
  const { consumerId } = await operator.registerConsumer(ENOUGH_CREDIT);
  const accepted: string[] = [];
  let sent = 0;
  const work = async (): Promise<void> => {
    while (sent < orders) {
      const number = sent++;
      if (number === at?.sent) at.inject();
      const { orderId } = await eventually(() => operator.placeOrder(orderBy(consumerId, number)));
      accepted.push(orderId);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return accepted;
}

const orderBy = (consumerId: string, number: number): OrderRequest =>
  fiveVindaloos(consumerId, {
    lineItems: [{ menuItemId: samosa.menuItemId, quantity: 1 }],
    orderTotal: number % WRONG_TOTAL_EVERY === 0 ? '4.51' : samosa.price,
  });
