import type { ServiceName } from '#contracts';
import type {
  FailedMessage,
  HandledMessage,
  MessageTrailResponse,
  PublishedMessage,
  WaitingMessage,
} from '#contracts/rest';
import type { DataSource } from 'typeorm';

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

/** A message as the database has it: its times are dates. */
type Row<Message> = {
  readonly [Key in keyof Message]: Key extends `${string}At` ? Date : Message[Key];
};

/**
 * Reads the tables of outbox and inbox for the timeline: what this service knows of the messages of one order, by its
 * own clock.
 */
export class MessageTrails {
  constructor(
    private readonly dataSource: DataSource,
    private readonly service: ServiceName,
  ) {}

  /** What the service knew at one moment: between two, a message goes from one table to another. */
  of(shardKey: string): Promise<MessageTrailResponse> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const messages = async <Message extends object>(sql: string): Promise<Message[]> =>
        (await manager.query<Row<Message>[]>(sql, [shardKey])).map(toMessage<Message>);
      return {
        service: this.service,
        waiting: await messages<WaitingMessage>(queries.waiting),
        published: await messages<PublishedMessage>(queries.published),
        handled: await messages<HandledMessage>(queries.handled),
        failed: await messages<FailedMessage>(queries.failed),
      };
    });
  }
}

const toMessage = <Message extends object>(row: Row<Message>): Message =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  ) as Message;
