import type { QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';
import { connectionOf } from './pipelined-transaction.js';
import { statementName } from './statement-name.js';

/**
 * What a connection that prepares statements starts with. Their plans are kept, and one that was made while a table was empty
 * would read it from end to end when it has grown.
 */
export const PLANS_THAT_LAST = '-c enable_seqscan=off';

/**
 * A statement of a pipelined transaction that PostgreSQL parses and plans once for each connection, and not each time as it does
 * those of TypeORM. It is sent when it is asked for, behind all that were asked for before. Rejects with the driver's error.
 */
export function prepared<Row extends QueryResultRow>(
  text: string,
): (manager: EntityManager, values: readonly unknown[]) => Promise<Row[]> {
  const name = statementName(text);
  return async (manager, values) => {
    const { rows } = await connectionOf(manager).query<Row>({ name, text, values: [...values] });
    return rows;
  };
}
