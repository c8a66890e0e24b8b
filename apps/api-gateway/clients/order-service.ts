import type { OrderSagasResponse } from '#contracts/rest';
import type { Call, DownstreamAnswer } from './exchange.js';
import { withoutWait } from './waiting-call.js';
import { DownstreamService, type CallerHeaders } from './downstream-service.js';

export class OrderService extends DownstreamService {
  readonly name = 'order';

  /**
   * To wait is a preference: where the wait breaks off or is given up, the answer is what the service says at once, if
   * anybody is there to read it.
   */
  override async forward(call: Call): Promise<DownstreamAnswer> {
    if (call.waitMs === undefined) return super.forward(call);
    try {
      return await super.forward(call);
    } catch (error) {
      if (call.gone?.aborted) throw error;
      return super.forward(withoutWait(call));
    }
  }

  /** The order's state, and its sagas with their steps. */
  sagas(orderId: string, headers: CallerHeaders): Promise<OrderSagasResponse> {
    return this.read<OrderSagasResponse>(`/orders/${orderId}/saga`, headers);
  }
}
