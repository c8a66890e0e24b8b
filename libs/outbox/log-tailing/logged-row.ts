import type { OutboxRow } from '../outbox-table.js';

/** A row of the outbox as pgoutput tells it, by column. */
export function toOutboxRow(columns: Readonly<Record<string, unknown>>): OutboxRow {
  const text = (name: string): string => String(columns[name]);
  return {
    position: text('position'),
    id: text('message_id'),
    type: text('type'),
    schemaVersion: Number(columns.schema_version),
    channel: text('channel'),
    correlationId: text('correlation_id'),
    causationId: text('causation_id'),
    replyTo: columns.reply_to === null ? undefined : text('reply_to'),
    shardKey: text('shard_key'),
    requestId: columns.request_id === null ? undefined : text('request_id'),
    sender: text('sender'),
    storedAt: (columns.stored_at as Date).toISOString(),
    body: text('body'),
    destination: text('destination'),
  };
}
