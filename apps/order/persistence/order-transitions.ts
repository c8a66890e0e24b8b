import type { RejectionReason } from '#contracts';
import { joinedWrite, statementOnRows, type Columns } from '#service-kit';
import type { EntityManager } from 'typeorm';
import type { Order } from '../domain/order.js';
import type { OrderState } from '../domain/order-state.js';

/** What an order became with one of its versions. */
export interface OrderTransition {
  readonly version: number;
  readonly state: OrderState;
  readonly rejectionReason: RejectionReason | null;
  readonly updatedAt: Date;
}

const MOVED: Columns<Order> = {
  orderId: 'order_id uuid',
  state: 'state text',
  rejectionReason: 'rejection_reason text',
};

/** Moves the order to its next version, and keeps what that is, in one statement. */
export const storeTransition = joinedWrite(
  statementOnRows<Order>(
    MOVED,
    (given) =>
      `WITH moved AS (
         UPDATE orders SET state = given.state, rejection_reason = given.rejection_reason,
                version = version + 1, updated_at = now()
           FROM ${given} WHERE orders.order_id = given.order_id
         RETURNING orders.order_id, version, orders.state, orders.rejection_reason, updated_at)
       INSERT INTO order_transitions SELECT * FROM moved`,
  ),
);

/** Oldest first; those whose retention is over are missing. */
export const transitionsAfter = (
  manager: EntityManager,
  orderId: string,
  version: number,
): Promise<OrderTransition[]> =>
  manager.query(
    `SELECT version, state, rejection_reason AS "rejectionReason", happened_at AS "updatedAt"
       FROM order_transitions WHERE order_id = $1 AND version > $2 ORDER BY version`,
    [orderId, version],
  );
