import { OncePerKey } from '#idempotency';
import { Transaction, type OutboxWork } from '#outbox';
import { DeadlineWorker } from '#saga';
import { DataSource, EntityManager } from 'typeorm';
import { isSearchForOverdue, isSweep } from '../statements.js';
import { wrap } from '../wrap.js';

/** Defences of what is stored, and of the time that it is stored for. */
export const storing = {
  /** The state is committed first, and the messages in a transaction of their own. */
  'dual-write': () =>
    wrap(Transaction, 'run', (run) => async (story, cause) => {
      let messages: OutboxWork['messages'] = [];
      const told = await run(async (work) => {
        const result = await story(work);
        messages = work.messages.splice(0);
        return result;
      }, cause);
      if (messages.length > 0) await run(async (work) => void work.messages.push(...messages), cause);
      return told as never;
    }),
  /** No request is known again by its key. */
  'no-keys': () =>
    wrap(OncePerKey, 'run', (run) => (_, request, making) => run(undefined, request, making) as never),
  /** Nobody looks after sagas that get no answer. */
  'no-deadline': () => wrap(DeadlineWorker, 'start', () => () => undefined),
  /** Deadlines are set by the database's clock, and pass by the process's own. */
  'own-clock': () =>
    wrap(EntityManager, 'query', (query) => (sql, parameters) => {
      const now = `'${new Date().toISOString()}'::timestamptz`;
      return query(isSearchForOverdue(sql) ? sql.replace('now()', now) : sql, parameters) as never;
    }),
  /** What is over stays. */
  'no-retention': () =>
    wrap(
      DataSource,
      'query',
      (query) =>
        (sql, ...rest) =>
          (isSweep(sql) ? Promise.resolve([[], 0]) : query(sql, ...rest)) as never,
    ),
} as const satisfies Record<string, () => void>;
