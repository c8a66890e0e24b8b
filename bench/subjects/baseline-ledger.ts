import type { Attempt } from '#testing';
import { SAMOSA_PRICE } from '../cast.js';
import { withDatabase } from '../measure/database.js';
import type { Findings, Service } from './subject.js';

interface Row {
  readonly id: string;
  readonly state: string;
}

/** Every order is sound, and nobody cancels: each that was accepted has to be VALIDATED, with ticket and credit. */
export async function auditBaseline(
  attempts: readonly Attempt[],
  databaseUrl: (service: Service) => string,
): Promise<Findings> {
  const read = <R extends object>(service: Service, sql: string): Promise<R[]> =>
    withDatabase(databaseUrl(service), async (database) => (await database.query<R>(sql)).rows);
  const orders = await read<Row>('order', 'SELECT order_id AS id, state FROM orders');
  const tickets = await read<Row>('restaurant', 'SELECT order_id AS id FROM tickets');
  const [credit] = await read<{ held: string }>('consumer', 'SELECT sum(held_credit) AS held FROM consumers');
  const states = new Map(orders.map(({ id, state }) => [id, state]));
  const cooked = new Set(tickets.map(({ id }) => id));
  const accepted = attempts.flatMap(({ orderId }) => (orderId ? [orderId] : []));
  const validated = accepted.filter((id) => states.get(id) === 'VALIDATED');
  const shouldHold = orders.filter(({ state }) => state !== 'REJECTED').length * SAMOSA_PRICE;
  return {
    'not stored': accepted.filter((id) => !states.has(id)).length,
    'not validated': accepted.filter((id) => states.has(id) && states.get(id) !== 'VALIDATED').length,
    'validated without a ticket': validated.filter((id) => !cooked.has(id)).length,
    'credit held wrongly': Math.abs(Number(credit?.held) - shouldHold) / SAMOSA_PRICE,
  };
}
