import type { Address, LineItem, Money, RejectionReason } from '#contracts';
import type { SagaSummary } from '#saga';
import type { OrderState } from '../domain/order-state.js';

/** An order as its readers see it. */
export interface OrderView {
  readonly orderId: string;
  readonly consumerId: string;
  readonly restaurantId: string;
  readonly deliveryAddress: Address;
  readonly deliveryTime: Date | null;
  readonly lineItems: readonly LineItem[];
  readonly orderTotal: Money;
  readonly state: OrderState;
  readonly rejectionReason: RejectionReason | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface OrderFilter {
  readonly consumerId?: string;
  readonly state?: OrderState;
  /** Only orders placed before this one. */
  readonly before?: string;
  readonly limit: number;
}

/** The port through which orders are read. */
export abstract class OrderViews {
  /** Throws OrderNotFound. */
  abstract get(orderId: string): Promise<OrderView>;
  /** Newest first. */
  abstract list(filter: OrderFilter): Promise<OrderView[]>;
  /** Of those among these orders that exist. */
  abstract versions(orderIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /**
   * The order at each version after the known one, oldest first; at those of long ago only what is kept of them, which
   * is at least the newest. Throws OrderNotFound.
   */
  abstract after(known: Pick<OrderView, 'orderId' | 'version'>): Promise<OrderView[]>;
  /** Oldest first. */
  abstract sagas(orderId: string): Promise<SagaSummary[]>;
}
