import type { GatewayClient, Order } from '#gateway-client';
import { eventually } from '#testing';

const AT_REST = /^(handled by \w+(, )?)+$|^nobody subscribes$/;

/**
 * The order once nothing is under way for it any more. Every message is known to its sender and to its receiver, so
 * one that is not handled yet cannot be overlooked, however the services' answers are taken one after another.
 */
export async function quiet(client: GatewayClient, orderId: string): Promise<Order> {
  await eventually(async () => {
    const { messages, sagas, incomplete } = await client.timeline(orderId);
    const unsettled = messages.filter(({ where }) => !AT_REST.test(where)).map(({ type }) => type);
    const running = sagas.filter(({ status }) => status === 'RUNNING').map(({ name }) => name);
    expect({ unsettled, running, incomplete }).toEqual({ unsettled: [], running: [], incomplete: [] });
  });
  return client.order(orderId);
}

/** The order as soon as it is in this state. */
export const reaches = (client: GatewayClient, orderId: string, state: string): Promise<Order> =>
  eventually(async () => {
    const order = await client.order(orderId);
    expect(order).toMatchObject({ state });
    return order;
  });
