import type { TestDatabase } from './test-database.js';

export interface StoredMessage {
  readonly type: string;
  readonly channel: string;
  readonly shardKey: string;
  readonly correlationId: string;
  /** In its wire form. */
  readonly body: unknown;
}

/** What waits in the outbox, oldest first. */
export async function outboxContent({ dataSource }: TestDatabase): Promise<StoredMessage[]> {
  return dataSource.query(
    `SELECT type, channel, shard_key AS "shardKey", correlation_id AS "correlationId", body::json AS body
       FROM outbox ORDER BY position`,
  );
}
