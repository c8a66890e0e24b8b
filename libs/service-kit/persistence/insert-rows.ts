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
  const entries = Object.entries(columns) as [keyof Row, string][];
  const names = entries.map(([, column]) => column.split(' ')[0]);
  const arrays = entries.map(([, column], index) => `$${index + 1}::${column.split(' ')[1]}[]`);
  await manager.query(
    `INSERT INTO ${table} (${names.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})`,
    entries.map(([property]) => rows.map((row) => row[property] ?? null)),
  );
}
