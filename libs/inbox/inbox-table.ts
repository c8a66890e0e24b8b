import type { Failure, Message } from '#messaging';
import { insertion, prepared, type Columns } from '#service-kit';
import type { DataSource, EntityManager } from 'typeorm';

/** A message that was handled, and what came of it. */
export interface Handled {
  readonly message: Message;
  readonly outcome?: string;
  readonly handledAt: Date;
}

type InboxRow = Message & Omit<Handled, 'message'>;

const RECORDED: Columns<InboxRow> = {
  id: 'message_id uuid',
  type: 'type text',
  channel: 'channel text',
  sender: 'sender text',
  correlationId: 'correlation_id text',
  causationId: 'causation_id text',
  shardKey: 'shard_key text',
  attempt: 'attempt int',
  storedAt: 'stored_at timestamptz',
  publishedAt: 'published_at timestamptz',
  receivedAt: 'received_at timestamptz',
  handledAt: 'handled_at timestamptz',
  outcome: 'outcome text',
};

/** Which of the messages were handled before. */
export async function findRecorded(
  manager: EntityManager,
  messageIds: readonly string[],
): Promise<Set<string>> {
  return new Set((await selectRecorded(manager, [messageIds])).map(({ id }) => id));
}

const selectRecorded = prepared<{ id: string }>(
  'SELECT message_id AS id FROM inbox WHERE message_id = ANY($1::uuid[])',
);

/** Fails on the primary key when one of them was recorded meanwhile, and the work is rolled back with it. */
export async function record(manager: EntityManager, handled: readonly Handled[]): Promise<void> {
  const rows = handled.map(({ message, ...rest }) => ({ ...message, ...rest }));
  await insertRecords(manager, rows);
}

const insertRecords = insertion<InboxRow>('inbox', RECORDED);

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
