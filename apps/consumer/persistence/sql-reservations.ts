import type { ConsumerRejection, Money } from '#contracts';
import type { UnitOfWork } from '#messaging';
import { joinedSelect, joinedWrite, statementOnRows } from '#service-kit';
import { Injectable } from '@nestjs/common';
import { Reservations, type CreditHolding } from '../application/reservations.js';
import type { Reservation } from '../domain/reservation.js';

/** Reservation and held credit move in one statement, so that they always add up. */
@Injectable()
export class SqlReservations extends Reservations {
  async find({ entityManager }: UnitOfWork, orderId: string): Promise<Reservation | undefined> {
    return findReservation(entityManager, orderId);
  }

  async hold(
    { entityManager }: UnitOfWork,
    { orderId, consumerId }: CreditHolding,
    amount: Money,
  ): Promise<void> {
    await holdCredit(entityManager, { orderId, consumerId, amount });
  }

  async refuse(
    { entityManager }: UnitOfWork,
    { orderId, consumerId }: CreditHolding,
    reason: ConsumerRejection,
  ): Promise<void> {
    await entityManager.query(
      `INSERT INTO reservations (order_id, consumer_id, amount, state, reason, ended_at)
       VALUES ($1, $2, 0, 'REFUSED', $3, now()) ON CONFLICT (order_id) DO NOTHING`,
      [orderId, consumerId, reason],
    );
  }

  async release({ entityManager }: UnitOfWork, orderId: string): Promise<void> {
    await entityManager.query(
      `WITH released AS (
         UPDATE reservations SET state = 'RELEASED', ended_at = now()
          WHERE order_id = $1 AND state = 'HELD'
         RETURNING consumer_id, amount)
       UPDATE consumers SET held_credit = held_credit - released.amount
         FROM released WHERE consumers.consumer_id = released.consumer_id`,
      [orderId],
    );
  }

  /** Where the consumer is unknown there was nothing to lock, and the same release may run twice at a time. */
  async leaveTombstone({ entityManager }: UnitOfWork, { orderId, consumerId }: CreditHolding): Promise<void> {
    await entityManager.query(
      `INSERT INTO reservations (order_id, consumer_id, amount, state, ended_at)
       VALUES ($1, $2, 0, 'RELEASED', now()) ON CONFLICT (order_id) DO NOTHING`,
      [orderId, consumerId],
    );
  }
}

const findReservation = joinedSelect<Reservation & Pick<CreditHolding, 'orderId'>>(
  'SELECT order_id AS "orderId", state, reason FROM reservations WHERE order_id = ANY($1::uuid[])',
  ({ orderId }) => orderId,
);

const holdCredit = joinedWrite(
  statementOnRows<CreditHolding & { readonly amount: Money }>(
    { orderId: 'order_id uuid', consumerId: 'consumer_id uuid', amount: 'amount bigint' },
    (given, names) =>
      `WITH held AS (
         INSERT INTO reservations (${names}, state) SELECT *, 'HELD' FROM ${given}
         RETURNING consumer_id, amount)
       UPDATE consumers SET held_credit = held_credit + more.amount
         FROM (SELECT consumer_id, sum(amount) AS amount FROM held GROUP BY consumer_id) AS more
        WHERE consumers.consumer_id = more.consumer_id`,
  ),
);
