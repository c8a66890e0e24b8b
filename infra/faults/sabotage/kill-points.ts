import { DatabaseSession } from '#coordination';
import { Inbox } from '#inbox';
import { Publisher } from '#messaging';
import { Transaction } from '#outbox';
import { beforeCommits } from './commits.js';
import { isRemoval } from './statements.js';
import { wrap } from './wrap.js';

/** Calls `die` whenever a process passes its point. */
type KillPoint = (die: () => void) => void;

/** The stops of a message's way at which a process can be killed, in the order of the way. */
export const killPoints = {
  /** All rows are written, or on their way to the database. */
  'before-commit': (die) => beforeCommits(die),
  /** Committed; nobody was told, neither the client nor the relay. */
  'after-commit': (die) =>
    wrap(Transaction, 'run', (run) => async (story, cause) => {
      const told = await run(story, cause);
      die();
      return told;
    }),
  'before-publish': (die) => wrap(Publisher, 'publish', (publish) => (message) => (die(), publish(message))),
  /** Written to the broker, which may or may not have taken it. */
  'before-confirm': (die) =>
    wrap(Publisher, 'publish', (publish) => (message) => {
      const outcome = publish(message);
      setImmediate(die);
      return outcome;
    }),
  /** The broker has it, and it is still in the outbox. */
  'before-removal': (die) =>
    wrap(DatabaseSession, 'query', (query) => (sql, parameters) => {
      if (isRemoval(sql)) die();
      return query(sql, parameters);
    }),
  'after-removal': (die) =>
    wrap(DatabaseSession, 'query', (query) => async (sql, parameters) => {
      const rows = await query(sql, parameters);
      if (isRemoval(sql)) die();
      return rows as never;
    }),
  /** Delivered; nothing is done yet. */
  'before-handling': (die) =>
    wrap(Inbox, 'receive', (receive) => (receptions) => (die(), receive(receptions))),
  /** Handled and committed; the broker does not know. */
  'before-ack': (die) =>
    wrap(Inbox, 'receive', (receive) => async (receptions) => {
      const outcomes = await receive(receptions);
      die();
      return outcomes;
    }),
} as const satisfies Record<string, KillPoint>;

export type KillPointName = keyof typeof killPoints;
