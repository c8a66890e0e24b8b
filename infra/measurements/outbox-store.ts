import type { Client } from 'pg';

/** Where a transaction leaves its messages, and what a relay does afterwards. */
export interface MessageStore {
  readonly name: string;
  /** Part of the transaction that changes the state. */
  store(client: Client, bodies: readonly string[]): Promise<void>;
  /** What the relay does in the database for messages that the broker has confirmed; resolves to their number. */
  remove(client: Client): Promise<number>;
}

const BATCH = 500;

/** As libs/outbox does it: rows that are removed, with a line left for the timeline. */
const table: MessageStore = {
  name: 'outbox table',
  async store(client, bodies) {
    await client.query(
      `INSERT INTO outbox (message_id, type, schema_version, channel, correlation_id, causation_id, shard_key,
                           sender, stored_at, body)
       SELECT gen_random_uuid(), 'ValidateConsumerInfo', 1, 'consumer.commands', gen_random_uuid()::text,
              gen_random_uuid()::text, gen_random_uuid()::text, 'order', now(), body FROM unnest($1::text[]) AS body`,
      [bodies],
    );
  },
  async remove(client) {
    const { rowCount } = await client.query(
      `WITH gone AS (DELETE FROM outbox WHERE position IN (SELECT position FROM outbox ORDER BY position LIMIT ${BATCH})
                     RETURNING *)
       INSERT INTO published_messages
       SELECT message_id, type, channel, correlation_id, causation_id, shard_key, stored_at, now() FROM gone`,
    );
    return rowCount ?? 0;
  },
};

/** In the log alone: one record per message, with the same content, and nothing to remove. */
const log: MessageStore = {
  name: 'pg_logical_emit_message',
  async store(client, bodies) {
    await client.query(
      `SELECT pg_logical_emit_message(true, 'outbox', json_build_object('id', gen_random_uuid(),
                'type', 'ValidateConsumerInfo', 'schemaVersion', 1, 'channel', 'consumer.commands',
                'correlationId', gen_random_uuid(), 'causationId', gen_random_uuid(), 'shardKey', gen_random_uuid(),
                'sender', 'order', 'storedAt', now(), 'body', body)::text) FROM unnest($1::text[]) AS body`,
      [bodies],
    );
  },
  remove: () => Promise.resolve(0),
};

export const stores = [table, log] as const;
