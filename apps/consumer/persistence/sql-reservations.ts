import type { ConsumerRejection, Money } from '#contracts';
import type { UnitOfWork } from '#messaging';
import { Injectable } from '@nestjs/common';
import { Reservations, type CreditHolding } from '../application/reservations.js';
import type { Reservation } from '../domain/reservation.js';

/** Reservation and held credit move in one statement, so that they always add up. */
@Injectable()
export class SqlReservations extends Reservations {
  async find({ entityManager }: UnitOfWork, orderId: string): Promise<Reservation | undefined> {
    const rows: Reservation[] = await entityManager.query(
      'SELECT state, reason FROM reservations WHERE order_id = $1',
      [orderId],
    );
    return rows[0];
  }

  async hold(
    { entityManager }: UnitOfWork,
    { orderId, consumerId }: CreditHolding,
    amount: Money,
  ): Promise<void> {
    await entityManager.query(
      `WITH held AS (
         INSERT INTO reservations (order_id, consumer_id, amount, state) VALUES ($1, $2, $3, 'HELD')
         RETURNING consumer_id, amount)
       UPDATE consumers SET held_credit = held_credit + held.amount
         FROM held WHERE consumers.consumer_id = held.consumer_id`,
      [orderId, consumerId, amount],
    );
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
