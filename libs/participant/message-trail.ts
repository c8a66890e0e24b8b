import type { DataSource } from 'typeorm';

/** What this service knows of the messages of one order. Times are by this service's clock. */
export interface MessageTrail {
  readonly service: string;
  /** In the outbox: stored, not yet confirmed by the broker. */
  readonly waiting: readonly Record<string, unknown>[];
  readonly published: readonly Record<string, unknown>[];
  readonly handled: readonly Record<string, unknown>[];
  /** Attempts that failed, of messages that are not handled yet. */
  readonly failed: readonly Record<string, unknown>[];
}

const identity = `message_id AS id, type, channel, correlation_id AS "correlationId", causation_id AS "causationId"`;

const queries = {
  waiting: `SELECT ${identity}, stored_at AS "storedAt" FROM outbox WHERE shard_key = $1 ORDER BY position`,
  published: `SELECT ${identity}, stored_at AS "storedAt", published_at AS "publishedAt"
                FROM published_messages WHERE shard_key = $1 ORDER BY published_at`,
  handled: `SELECT ${identity}, sender, attempt, received_at AS "receivedAt", handled_at AS "handledAt", outcome
              FROM inbox WHERE shard_key = $1 ORDER BY handled_at`,
  failed: `SELECT message_id AS id, type, channel, attempt, error, disposition, failed_at AS "failedAt"
             FROM failed_messages f WHERE shard_key = $1
              AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.message_id = f.message_id)`,
};

/** Reads the tables of outbox and inbox for the timeline. */
export class MessageTrails {
  constructor(
    private readonly dataSource: DataSource,
    private readonly service: string,
  ) {}

  async of(shardKey: string): Promise<MessageTrail> {
    const rows = (sql: string): Promise<Record<string, unknown>[]> => this.dataSource.query(sql, [shardKey]);
    const [waiting, published, handled, failed] = await Promise.all([
      rows(queries.waiting),
      rows(queries.published),
      rows(queries.handled),
      rows(queries.failed),
    ]);
    return { service: this.service, waiting, published, handled, failed };
  }
}
