import type { DatabaseSession } from '#coordination';
import { destinationOf, type Publication, type Publisher, type PublishOutcome } from '#messaging';
import { EventEmitter } from 'node:events';
import { BatchPublisher } from '../batch-publisher.js';
import type { ReplicationSlot } from '../log-tailing/replication-slot.js';
import { streamOf, type OutboxRow } from '../outbox-table.js';

const XID_OF_NO_OTHER = 1_000;
/** So many that all that may be under way finds room. */
export const SHARDS = 64;
const CHANNEL = 'consumer.commands';

/**
 * A relay's surroundings in which every answer of the broker, and if need be of the database, waits for the test: for
 * moments at which the real ones cannot be stopped.
 */
export class RelayInSlowMotion {
  /** The ids of the messages that were sent, which are the rows' positions. */
  readonly sent: string[] = [];
  readonly batches: BatchPublisher;
  readonly session: DatabaseSession & EventEmitter;
  readonly slot: ReplicationSlot;
  private readonly log = Object.assign(new EventEmitter(), {
    pause: () => {},
    resume: () => {},
    acknowledge: () => {},
    close: () => Promise.resolve(),
    start: () => Promise.resolve(),
  });
  private readonly answers = new Map<string, (outcome: PublishOutcome) => void>();
  private table: OutboxRow[] = [];
  private stored = 0;
  private commits = 0;
  private held: Promise<void> = Promise.resolve();

  constructor() {
    const query = async (sql: string, parameters: readonly unknown[] = []) => {
      const answer = this.answerTo(sql, parameters);
      await this.held;
      return answer;
    };
    this.session = Object.assign(new EventEmitter(), { query }) as unknown as DatabaseSession & EventEmitter;
    const publish = ({ properties }: Publication) => this.send(String(properties.messageId));
    this.batches = new BatchPublisher(SHARDS, this.session, { publish } as Publisher);
    this.slot = { stream: () => this.log, prepare: async () => 'slot' } as unknown as ReplicationSlot;
  }

  /** Commits a message for each shard key in one transaction. */
  store(...shardKeys: readonly string[]): void {
    const rows = shardKeys.map((shardKey) => rowAt((this.stored += 1), shardKey));
    this.table.push(...rows);
    this.commits += 1;
    this.log.emit('change', { tag: 'begin', xid: this.commits });
    for (const row of rows) this.log.emit('change', { tag: 'insert', new: logged(row) });
    this.log.emit('change', { tag: 'commit', commitEndLsn: lsn(this.commits) });
  }

  /** What the broker says of a message that was sent; resolves when all that follows at once has happened. */
  async answer(id: string, outcome: PublishOutcome): Promise<void> {
    this.answers.get(id)?.(outcome);
    await turn();
  }

  /** The database works, and its answers wait until the function returned is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.held = promise;
    return resolve;
  }

  private send(id: string): Promise<PublishOutcome> {
    this.sent.push(id);
    return new Promise((resolve) => this.answers.set(id, resolve));
  }

  private answerTo(sql: string, [limit, positions, streams, destinations]: readonly unknown[]): unknown[] {
    if (sql.includes('pg_current_snapshot'))
      return [{ snapshot: `${XID_OF_NO_OTHER}:${XID_OF_NO_OTHER}:`, lsn: lsn(this.commits) }];
    const isIn = (list: unknown, value: string): boolean => (list as string[]).includes(value);
    if (sql.includes('DELETE')) {
      this.table = this.table.filter(({ position }) => !isIn(limit, position));
      return [];
    }
    const isLookedFor = (row: OutboxRow) =>
      !isIn(positions, row.position) && !isIn(streams, streamOf(row)) && !isIn(destinations, row.destination);
    return this.table.filter(isLookedFor).slice(0, Number(limit));
  }
}

/** Lets everything happen that is due. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const lsn = (commit: number): string => `0/${commit.toString(16)}`;

const rowAt = (position: number, shardKey: string): OutboxRow => ({
  position: String(position),
  id: String(position),
  type: 'ValidateConsumerInfo',
  schemaVersion: 1,
  channel: CHANNEL,
  correlationId: 'one',
  causationId: 'one',
  shardKey,
  sender: 'order',
  storedAt: new Date(0).toISOString(),
  body: '{}',
  destination: destinationOf({ channel: CHANNEL, shardKey }, SHARDS),
});

const logged = (row: OutboxRow): Record<string, unknown> => ({
  position: row.position,
  message_id: row.id,
  type: row.type,
  schema_version: row.schemaVersion,
  channel: row.channel,
  correlation_id: row.correlationId,
  causation_id: row.causationId,
  reply_to: null,
  shard_key: row.shardKey,
  request_id: null,
  sender: row.sender,
  stored_at: new Date(row.storedAt),
  body: row.body,
  destination: row.destination,
});
