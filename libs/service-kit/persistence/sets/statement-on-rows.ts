import type { QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';
import { prepared } from './prepared.js';

/** The column that a property goes to, and its type: `message_id uuid`. */
export type Columns<Row> = Readonly<Partial<Record<keyof Row, string>>>;

type StatementOnRows<Row, Result> = (manager: EntityManager, rows: readonly Row[]) => Promise<Result[]>;

/**
 * A statement on any number of rows, whose text is always the same: `write` is given the table that they are, to stand behind
 * FROM, where its name is `given`, and the names of its columns. No rows, no statement.
 */
export function statementOnRows<Row extends object, Result extends QueryResultRow = never>(
  columns: Columns<Row>,
  write: (given: string, names: string) => string,
): StatementOnRows<Row, Result> {
  const parts = Object.values<string | undefined>(columns).map((column = '') => column.split(' '));
  const names = parts.map(([name]) => name).join(', ');
  const arrays = parts.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
  const run = prepared<Result>(write(`unnest(${arrays}) AS given (${names})`, names));
  const properties = Object.keys(columns).map((property, index) => ({
    property: property as keyof Row,
    toValue: parts[index]?.[1]?.startsWith('json') ? toJson : asItIs,
  }));
  const valuesOf = (rows: readonly Row[]): unknown[] =>
    properties.map(({ property, toValue }) => rows.map((row) => toValue(row[property])));
  return async (manager, rows) => (rows.length === 0 ? [] : run(manager, valuesOf(rows)));
}

/** A statement that inserts rows. */
export const insertion = <Row extends object>(
  table: string,
  columns: Columns<Row>,
): StatementOnRows<Row, never> =>
  statementOnRows<Row>(columns, (given, names) => `INSERT INTO ${table} (${names}) SELECT * FROM ${given}`);

const asItIs = (value: unknown): unknown => value ?? null;
const toJson = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
