import type { RejectionReason } from '#contracts';
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

/** Moves the order to its next version, and keeps what that is, in one statement. */
export async function storeTransition(
  manager: EntityManager,
  { orderId, state, rejectionReason }: Order,
): Promise<void> {
  await manager.query(
    `WITH moved AS (
       UPDATE orders SET state = $2, rejection_reason = $3, version = version + 1, updated_at = now()
        WHERE order_id = $1 RETURNING order_id, version, state, rejection_reason, updated_at)
     INSERT INTO order_transitions SELECT * FROM moved`,
    [orderId, state, rejectionReason ?? null],
  );
}

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
