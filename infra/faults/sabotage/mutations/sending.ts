import { DatabaseSession } from '#coordination';
import { Publisher } from '#messaging';
import { BatchPublisher } from '#outbox';
import { EventEmitter } from 'node:events';
import { isSelection } from '../statements.js';
import { wrap } from '../wrap.js';

/** Defences on the way from the outbox to the queue. */
export const sending = {
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
  /** The relay by log tailing takes the log's word for all that there is, and never looks into the table. */
  'log-alone': () =>
    wrap(
      BatchPublisher,
      'publishFromTable',
      () => () => Promise.resolve({ found: 0, sent: 0, passedOver: false }),
    ),
  /** Messages of one order go to any shard. */
  'any-shard': () =>
    wrap(
      Publisher,
      'publish',
      (publish) => (message) =>
        publish(/^\d$/.test(message.routingKey) ? { ...message, routingKey: anyOf(4) } : message),
    ),
  /** Nobody hears that an alarm of the broker is over. */
  'deaf-to-relief': () =>
    wrap(
      EventEmitter,
      'emit',
      (emit) =>
        (event, ...args) =>
          event !== 'unblocked' && emit(event, ...args),
    ),
} as const satisfies Record<string, () => void>;

const max = (one: bigint, other: bigint): bigint => (one > other ? one : other);
const anyOf = (shards: number): string => String(Math.floor(Math.random() * shards));
