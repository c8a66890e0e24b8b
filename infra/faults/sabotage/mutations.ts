import { DatabaseSession } from '#coordination';
import { Inbox } from '#inbox';
import { Publisher } from '#messaging';
import { Transaction, type OutboxWork } from '#outbox';
import { DeadlineWorker } from '#saga';
import { v7 as uuidv7 } from 'uuid';
import { isSelection } from './outbox-statements.js';
import { wrap } from './wrap.js';

/** Each takes one defence of the system away, as a mistake in its code would; a fault test must notice. */
export const mutations = {
  /** The broker is told before the work is committed. */
  'ack-before-commit': () =>
    wrap(Inbox, 'receive', (receive) => (message, decide) => {
      void receive(message, decide).catch(() => {});
      return Promise.resolve();
    }),
  /** No delivery is recognised as a duplicate. */
  'no-inbox': () =>
    wrap(Inbox, 'receive', (receive) => (message, decide) => receive({ ...message, id: uuidv7() }, decide)),
  /** A message counts as published when it is written to the socket, or not even that. */
  'no-confirms': () =>
    wrap(Publisher, 'publish', (publish) => (message) => {
      void publish(message).catch(() => {});
      return Promise.resolve({ confirmed: true });
    }),
  /** What the broker refuses counts as published. */
  'skip-refused': () =>
    wrap(Publisher, 'publish', (publish) => async (message) => {
      await publish(message).catch(() => {});
      return { confirmed: true };
    }),
  /** The broker may drop what finds no queue. */
  'not-mandatory': () =>
    wrap(
      Publisher,
      'publish',
      (publish) => (message) =>
        publish({ ...message, properties: { ...message.properties, mandatory: false } }),
    ),
  /** The relay remembers the last position instead of looking for what is unpublished. */
  'id-above-last': () => {
    let last = 0n;
    wrap(DatabaseSession, 'query', (query) => async (sql, parameters) => {
      const rows = (await query(sql, parameters)) as { position: string }[];
      if (!isSelection(sql)) return rows as never;
      const newer = rows.filter(({ position }) => BigInt(position) > last);
      last = newer.reduce((highest, { position }) => max(highest, BigInt(position)), last);
      return newer as never;
    });
  },
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
  /** A database that is away counts as a failure of the message. */
  'outage-is-failure': () =>
    wrap(
      Inbox,
      'receive',
      (receive) => (message, decide) =>
        receive(message, decide).catch((error: Error) => {
          throw new Error(error.message);
        }),
    ),
  /** Messages of one order go to any shard. */
  'any-shard': () =>
    wrap(
      Publisher,
      'publish',
      (publish) => (message) =>
        publish(/^\d$/.test(message.routingKey) ? { ...message, routingKey: anyOf(4) } : message),
    ),
  /** Nobody looks after sagas that get no answer. */
  'no-deadline': () => wrap(DeadlineWorker, 'start', () => () => undefined),
} as const satisfies Record<string, () => void>;

export type MutationName = keyof typeof mutations;

const max = (one: bigint, other: bigint): bigint => (one > other ? one : other);
const anyOf = (shards: number): string => String(Math.floor(Math.random() * shards));
