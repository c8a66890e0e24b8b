import { withDatabase } from './database.js';

/**
 * When each of these orders became VALIDATED: the commit time of its row's last version, which PostgreSQL keeps
 * (`track_commit_timestamp`). So nobody watches while it is measured, and each system is measured alike. It is taken as the
 * commit begins: the wait for the disk at the very end is not in it, in none of them.
 */
const VALIDATED = `SELECT order_id AS id, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 * 1000 AS at
  FROM orders WHERE state = 'VALIDATED' AND order_id = ANY($1::uuid[])`;

export const validationTimes = (
  databaseUrl: string,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, number>> =>
  withDatabase(databaseUrl, async (database) => {
    const { rows } = await database.query<{ id: string; at: number }>(VALIDATED, [orderIds]);
    return new Map(rows.map(({ id, at }) => [id, at]));
  });
