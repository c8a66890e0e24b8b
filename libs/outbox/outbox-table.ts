import type { OutgoingMessage } from '#messaging';
import { insertion, type Columns } from '#service-kit';
import type { DataSource } from 'typeorm';
import type { DatabaseSession } from '#coordination';

/** A message, and what has to take it: a queue, or the exchange of events. */
export interface AddressedMessage extends OutgoingMessage {
  readonly destination: string;
}

/** A message in the outbox; `position` is the order in which rows were written, not committed. */
export interface OutboxRow extends AddressedMessage {
  readonly position: string;
}

const COLUMNS = `message_id AS id, type, schema_version AS "schemaVersion", channel,
  correlation_id AS "correlationId", causation_id AS "causationId", reply_to AS "replyTo",
  shard_key AS "shardKey", request_id AS "requestId", sender, body, destination,
  to_char(stored_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "storedAt"`;

const STORED: Columns<AddressedMessage> = {
  id: 'message_id uuid',
  type: 'type text',
  schemaVersion: 'schema_version int',
  channel: 'channel text',
  correlationId: 'correlation_id text',
  causationId: 'causation_id text',
  replyTo: 'reply_to text',
  shardKey: 'shard_key text',
  requestId: 'request_id text',
  sender: 'sender text',
  storedAt: 'stored_at timestamptz',
  body: 'body text',
  destination: 'destination text',
};

/** Stores messages in the outbox, in one statement for any number of them. */
export const storeMessages = insertion<AddressedMessage>('outbox', STORED);

/** Messages of one stream stay in order: those of one shard key in one channel. */
export const streamOf = ({ channel, shardKey }: OutgoingMessage): string => `${channel} ${shardKey}`;

/** What a relay leaves alone for the moment. */
export interface LeftAlone {
  readonly positions: readonly string[];
  readonly streams: readonly string[];
  readonly destinations: readonly string[];
}

/**
 * The oldest unpublished rows, without those that `except` names. What is unpublished is what is there: a relay that
 * remembered the last position would skip the rows of a transaction that commits late. Of NOT IN, PostgreSQL makes a hash
 * table; a prepared `<> ALL` would compare each row with each element.
 */
export const nextMessages = (
  session: DatabaseSession,
  limit: number,
  except: LeftAlone,
): Promise<OutboxRow[]> =>
  session.query<OutboxRow>(
    `SELECT position, ${COLUMNS} FROM outbox
      WHERE position NOT IN (SELECT unnest($2::bigint[]))
        AND channel || ' ' || shard_key NOT IN (SELECT unnest($3::text[]))
        AND destination NOT IN (SELECT unnest($4::text[]))
      ORDER BY position LIMIT $1`,
    [limit, except.positions, except.streams, except.destinations],
  );

/** A row that the broker has confirmed. */
export interface Removal {
  readonly position: string;
  readonly publishedAt: Date;
}

/** Removes what the broker has confirmed, and keeps a line of it for the timeline. */
export async function removePublished(session: DatabaseSession, removals: readonly Removal[]): Promise<void> {
  await session.query(
    `WITH gone AS (
       DELETE FROM outbox USING unnest($1::bigint[], $2::timestamptz[]) AS confirmed (position, published_at)
        WHERE outbox.position = confirmed.position
       RETURNING outbox.*, published_at)
     INSERT INTO published_messages
     SELECT message_id, type, channel, correlation_id, causation_id, shard_key, stored_at, published_at FROM gone`,
    [removals.map(({ position }) => position), removals.map(({ publishedAt }) => publishedAt)],
  );
}

export async function countWaiting(dataSource: DataSource): Promise<number> {
  const [row]: { count: number }[] = await dataSource.query('SELECT count(*)::int AS count FROM outbox');
  return row?.count ?? 0;
}

/** By the database's clock; 0 where nothing waits. */
export async function oldestAgeS(dataSource: DataSource): Promise<number> {
  const [row]: { ageS: number }[] = await dataSource.query(
    `SELECT greatest(0, extract(epoch FROM now() - stored_at))::float AS "ageS" FROM outbox ORDER BY position LIMIT 1`,
  );
  return row?.ageS ?? 0;
}
