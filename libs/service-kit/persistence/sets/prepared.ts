import type { ClientBase, QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';
import { statementName } from './statement-name.js';

/**
 * What a connection that prepares statements starts with. Their plans are kept, and one that was made while a table was empty
 * would read it from end to end when it has grown.
 */
export const PLANS_THAT_LAST = '-c enable_seqscan=off';

/**
 * A statement of a transaction that PostgreSQL parses and plans once for each connection, and not each time as it does those
 * of TypeORM. Rejects with the driver's error.
 */
export function prepared<Row extends QueryResultRow>(
  text: string,
): (manager: EntityManager, values: readonly unknown[]) => Promise<Row[]> {
  const name = statementName(text);
  return async (manager, values) => {
    const client = (await manager.queryRunner?.connect()) as ClientBase | undefined;
    if (!client) throw new Error('A prepared statement runs in a transaction');
    const { rows } = await client.query<Row>({ name, text, values: [...values] });
    return rows;
  };
}
