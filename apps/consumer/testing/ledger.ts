import type { TestDatabase } from '#testing';

/** What a consumer's row says is held, and what its reservations add up to, in cents. */
export interface Ledger {
  readonly heldCredit: number;
  readonly sumOfHeld: number;
}

export async function ledgerOf({ dataSource }: TestDatabase, consumerId: string): Promise<Ledger> {
  const [ledger]: [Ledger] = await dataSource.query(
    `SELECT held_credit::float AS "heldCredit",
            (SELECT coalesce(sum(amount), 0)::float FROM reservations
              WHERE consumer_id = $1 AND state = 'HELD') AS "sumOfHeld"
       FROM consumers WHERE consumer_id = $1`,
    [consumerId],
  );
  return ledger;
}

/** The reservations of a consumer as `HELD 617`, by amount. */
export async function reservationsOf({ dataSource }: TestDatabase, consumerId: string): Promise<string[]> {
  const rows: { reservation: string }[] = await dataSource.query(
    `SELECT state || ' ' || amount AS reservation FROM reservations WHERE consumer_id = $1 ORDER BY amount`,
    [consumerId],
  );
  return rows.map(({ reservation }) => reservation);
}

/** What came of the order's commands, as the timeline tells it; null where there is nothing to say. */
export async function outcomesOf({ dataSource }: TestDatabase, orderId: string): Promise<(string | null)[]> {
  const rows: { outcome: string | null }[] = await dataSource.query(
    'SELECT outcome FROM inbox WHERE shard_key = $1 ORDER BY handled_at',
    [orderId],
  );
  return rows.map(({ outcome }) => outcome);
}

/** The answers about an order, oldest first: the reason of a refusal, or the type of any other. */
export async function answersOn({ dataSource }: TestDatabase, orderId: string): Promise<string[]> {
  const rows: { answer: string }[] = await dataSource.query(
    `SELECT coalesce(body::json ->> 'reason', type) AS answer FROM outbox
      WHERE channel = 'order.replies' AND body::json ->> 'orderId' = $1 ORDER BY position`,
    [orderId],
  );
  return rows.map(({ answer }) => answer);
}
