import type {
  EntityManager,
  EntitySchema,
  EntitySchemaColumnOptions,
  ObjectLiteral,
  ValueTransformer,
} from 'typeorm';
import { joinedLookup } from './joined.js';
import { prepared } from './prepared.js';

type Lookup<Row> = (manager: EntityManager, key: string) => Promise<Row | undefined>;

/**
 * {@link joinedLookup} of an entity's row by its id, which is the same as TypeORM's `find` makes of it, at a small part of
 * the cost: for what is looked up with every order.
 */
export const joinedRow = <Row extends ObjectLiteral>(
  schema: EntitySchema<Row>,
  id: keyof Row & string,
): Lookup<Row> => lookup(schema, id, '');

/** {@link joinedRow}, locked until the transaction ends. Who locks several rows, locks them in the order of their ids. */
export const joinedLock = <Row extends ObjectLiteral>(
  schema: EntitySchema<Row>,
  id: keyof Row & string,
): Lookup<Row> => lookup(schema, id, 'FOR UPDATE');

function lookup<Row extends ObjectLiteral>(
  { options: { tableName, columns } }: EntitySchema<Row>,
  id: keyof Row & string,
  locking: string,
): Lookup<Row> {
  const all = Object.entries<EntitySchemaColumnOptions | undefined>(columns);
  const names = all.map(([property, column]) => `${column?.name ?? property} AS "${property}"`);
  const key = columns[id]?.name ?? id;
  const find = prepared<Row>(
    `SELECT ${names.join(', ')} FROM ${tableName} WHERE ${key} = ANY($1::uuid[]) ORDER BY ${key} ${locking}`,
  );
  const transformed = all.flatMap(([property, column]) =>
    column?.transformer ? [[property, column.transformer as ValueTransformer] as const] : [],
  );
  const toRow = (found: Row): Row => ({
    ...found,
    ...Object.fromEntries(transformed.map(([property, { from }]) => [property, from(found[property])])),
  });
  return joinedLookup(
    async (manager, ids: readonly string[]) => (await find(manager, [ids])).map(toRow),
    (row) => String(row[id]),
  );
}
