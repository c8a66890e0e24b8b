import { isFinal } from '../domain/order-state.js';
import { OrderViews, type OrderView } from './order-views.js';
import { OrderWatch } from './order-watch.js';

/** Reading an order as it moves on. */
export class FollowOrder {
  constructor(
    private readonly orders: OrderViews,
    private readonly watch: OrderWatch,
  ) {}

  /** False while too many wait, and once the service is about to stop: then nobody is kept waiting. */
  hasRoom(): boolean {
    return this.watch.hasRoom();
  }

  /** The order as soon as it is not PENDING any more; as it is, when `until` aborts before. */
  async decided(order: OrderView, until: AbortSignal): Promise<OrderView> {
    if (order.state !== 'PENDING') return order;
    await this.watch.changed(order, until);
    return this.orders.get(order.orderId);
  }

  /**
   * The order at each version after this one: those that it has reached, and then those to come. Ends after a state
   * that no action leads out of, when `until` aborts, or when there is no room to wait.
   */
  async *after(orderId: string, version: number, until: AbortSignal): AsyncGenerator<OrderView> {
    let known = { orderId, version };
    do {
      for (const order of await this.orders.after(known)) {
        yield order;
        known = order;
        if (isFinal(order.state)) return;
      }
    } while (await this.watch.changed(known, until));
  }
}
