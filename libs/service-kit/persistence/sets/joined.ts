import DataLoader from 'dataloader';
import type { QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';
import { leaveToCommit } from './pipelined-transaction.js';
import { prepared } from './prepared.js';

/** One statement for all that is asked; resolves to an answer for each, in the same order. */
type Statement<Asked, Answer> = (
  manager: EntityManager,
  asked: readonly Asked[],
) => Promise<readonly Answer[]>;

/**
 * What is asked of one transaction at the same moment is done by one statement for all of it: those who ask cannot tell. It is
 * what makes a group of messages, or of requests, cheaper than its members. Rejects for all of them with the statement's error.
 */
export function joined<Asked, Answer>(
  statement: Statement<Asked, Answer>,
): (manager: EntityManager, asked: Asked) => Promise<Answer> {
  const loaders = new WeakMap<EntityManager, DataLoader<Asked, Answer>>();
  return (manager, asked) => {
    const known = loaders.get(manager);
    const loader = known ?? new DataLoader((all) => statement(manager, all), { cache: false });
    if (!known) loaders.set(manager, loader);
    return loader.load(asked);
  };
}

/** {@link joined}, for a statement that only writes. Resolves once it is sent: {@link leaveToCommit}. */
export const joinedWrite = <Asked>(
  statement: (manager: EntityManager, asked: readonly Asked[]) => Promise<unknown>,
): ((manager: EntityManager, asked: Asked) => Promise<void>) =>
  joined(async (manager, asked) => {
    leaveToCommit(manager, statement(manager, asked));
    return asked.map(() => undefined);
  });

/** {@link joined}, for the row of a key, found by a statement that leaves out what is not there; a key may be asked for twice. */
export const joinedLookup = <Key, Row>(
  find: (manager: EntityManager, keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): ((manager: EntityManager, key: Key) => Promise<Row | undefined>) =>
  joined(async (manager, keys) => {
    const rows = await find(manager, [...new Set(keys)]);
    const found = new Map(rows.map((row) => [keyOf(row), row]));
    return keys.map((key) => found.get(key));
  });

/** {@link joinedLookup} by a SELECT on any number of keys, which are its `$1`. */
export const joinedSelect = <Row extends QueryResultRow>(
  text: string,
  keyOf: (row: Row) => string,
): ((manager: EntityManager, key: string) => Promise<Row | undefined>) => {
  const select = prepared<Row>(text);
  return joinedLookup((manager, keys: readonly string[]) => select(manager, [keys]), keyOf);
};
