import type { OrderSagasResponse } from '#contracts/rest';
import { DownstreamService, type CallerHeaders } from './downstream-service.js';

export class OrderService extends DownstreamService {
  readonly name = 'order';

  /** The order's state, and its sagas with their steps. */
  sagas(orderId: string, headers: CallerHeaders): Promise<OrderSagasResponse> {
    return this.read<OrderSagasResponse>(`/orders/${orderId}/saga`, headers);
  }
}
