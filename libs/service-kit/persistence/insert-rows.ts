import type { EntityManager } from 'typeorm';

/** The column that a property goes to, and its type: `message_id uuid`. */
export type Columns<Row> = Readonly<Partial<Record<keyof Row, string>>>;

/** Inserts rows in one statement, which is the same for any number of them: an array for every column. */
export async function insertRows<Row extends object>(
  manager: EntityManager,
  table: string,
  columns: Columns<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const properties = Object.keys(columns) as (keyof Row)[];
  const values = properties.map((property) => rows.map((row) => row[property] ?? null));
  await manager.query(statementFor(table, columns), values);
}

function statementFor(table: string, columns: object): string {
  const parts = Object.values(columns).map((column: string) => column.split(' '));
  const names = parts.map(([name]) => name).join(', ');
  const arrays = parts.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
  return `INSERT INTO ${table} (${names}) SELECT * FROM unnest(${arrays})`;
}
