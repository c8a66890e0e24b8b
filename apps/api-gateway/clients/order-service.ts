import type { OrderSagas } from '../timeline/order-sagas.js';
import { DownstreamService, type CallerHeaders } from './downstream-service.js';

export class OrderService extends DownstreamService {
  readonly name = 'order';

  /** The order's state, and its sagas with their steps. */
  sagas(orderId: string, headers: CallerHeaders): Promise<OrderSagas> {
    return this.read<OrderSagas>(`/orders/${orderId}/saga`, headers);
  }
}
