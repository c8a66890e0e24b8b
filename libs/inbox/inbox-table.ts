import type { Failure, Message } from '#messaging';
import type { DataSource, EntityManager } from 'typeorm';

/** Whether the message was handled before. */
export async function isRecorded(manager: EntityManager, messageId: string): Promise<boolean> {
  const rows: unknown[] = await manager.query('SELECT 1 FROM inbox WHERE message_id = $1', [messageId]);
  return rows.length > 0;
}

/** Fails on the primary key when the message was recorded meanwhile, and the work is rolled back with it. */
export async function record(manager: EntityManager, message: Message, outcome?: string): Promise<void> {
  await manager.query(
    `INSERT INTO inbox (message_id, type, channel, sender, correlation_id, causation_id, shard_key, attempt,
                        stored_at, published_at, received_at, handled_at, outcome)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      message.id,
      message.type,
      message.channel,
      message.sender,
      message.correlationId,
      message.causationId,
      message.shardKey,
      message.attempt,
      message.storedAt,
      message.publishedAt,
      message.receivedAt,
      new Date(),
      outcome ?? null,
    ],
  );
}

/** Forgets the failed attempts of a message that begins anew. */
export async function forgetFailed(dataSource: DataSource, messageId: string): Promise<void> {
  await dataSource.query('DELETE FROM failed_messages WHERE message_id = $1', [messageId]);
}

/** Keeps the last failed attempt of a message. */
export async function recordFailed(
  dataSource: DataSource,
  message: Message,
  failure: Failure,
): Promise<void> {
  await dataSource.query(
    `INSERT INTO failed_messages (message_id, type, channel, shard_key, attempt, error, disposition, failed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (message_id) DO UPDATE
     SET attempt = excluded.attempt, error = excluded.error,
         disposition = excluded.disposition, failed_at = excluded.failed_at`,
    [
      message.id,
      message.type,
      message.channel,
      message.shardKey,
      message.attempt,
      failure.error,
      failure.disposition,
      new Date(),
    ],
  );
}
