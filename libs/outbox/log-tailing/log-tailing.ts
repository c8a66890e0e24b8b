import type { DatabaseSession } from '#coordination';
import { setTimeout as delay } from 'node:timers/promises';
import { BATCH_SIZE, type BatchPublisher } from '../batch-publisher.js';
import { Bell } from '../bell.js';
import { streamOf, type OutboxRow } from '../outbox-table.js';
import type { RelayMethod } from '../relay.js';
import { LogTail } from './log-tail.js';
import type { ReplicationSlot } from './replication-slot.js';
import type { ReplicationStream } from './replication-stream.js';
import { sift } from './sift.js';

/** The log tells of a commit a moment before others see it, and long before where it waits for a replica. */
const FIRST_LOOK_AGAIN_MS = 1;
const LAST_LOOK_AGAIN_MS = 16;

/**
 * Reads the inserts into the outbox from the transaction log, through a replication slot that is acknowledged only up to
 * what the broker has confirmed. The table stays the truth: it is published from at first, and for streams that were held
 * back, so that neither a new slot nor a lost one loses a message; the log is asked for what comes after.
 * Pattern: Transaction log tailing (Richardson, Microservices Patterns, 3.3.7).
 */
export class LogTailing implements RelayMethod {
  readonly bell = new Bell();
  private stream?: ReplicationStream;
  private opening?: Promise<void>;
  private tail?: LogTail;
  private problem?: Error;
  private lookAgainMs = FIRST_LOOK_AGAIN_MS;

  /** `intervalMs` is how soon the table is looked at again where the log does not help. */
  constructor(
    readonly intervalMs: number,
    private readonly slot: ReplicationSlot,
    private readonly session: DatabaseSession,
    private readonly batches: BatchPublisher,
  ) {}

  publishSome(): Promise<boolean> {
    if (this.problem) return Promise.reject(this.problem);
    this.opening ??= this.open();
    const { tail } = this;
    if (!tail?.tableIsDry || this.batches.heldBack.isAnyDue()) return this.publishFromTable(tail);
    return this.publishFromLog(tail);
  }

  async standDown(): Promise<void> {
    await this.stream?.close();
    await this.opening;
    this.stream = this.opening = this.tail = this.problem = undefined;
    this.batches.heldBack.clear();
  }

  /** In the background, since a new slot waits for open transactions: what is stored meanwhile goes from the table. */
  private async open(): Promise<void> {
    const stream = (this.stream = this.slot.stream());
    stream.on('ended', (error) => this.fail(error));
    try {
      const slot = await this.slot.prepare(stream);
      const tail = new LogTail(stream, () => this.bell.ring());
      await stream.start(slot);
      this.tail = tail;
      this.bell.ring();
    } catch (error) {
      this.fail(error as Error);
    }
  }

  private fail(error: Error): void {
    this.problem ??= error;
    this.bell.ring();
  }

  private async publishFromTable(tail?: LogTail): Promise<boolean> {
    if (tail) tail.tableIsDry = false;
    const { found, confirmed, refused } = await this.batches.publishFromTable();
    if (!tail || found > 0) return confirmed.length + refused > 0;
    tail.finish((await sift(this.session, tail.rows.parkedRows())).gone);
    tail.tableIsDry = true;
    return true;
  }

  private async publishFromLog(tail: LogTail): Promise<boolean> {
    const { due, gone, later } = await sift(this.session, tail.rows.oldest(BATCH_SIZE));
    const [heldBack, ready] = this.split(due.map(({ content }) => content));
    for (const { position } of heldBack) tail.rows.park(position);
    const { confirmed, refused } = await this.batches.publish(ready);
    tail.finish([...gone, ...confirmed]);
    if (later.length > 0) await delay(this.lookAgainMs);
    this.lookAgainMs =
      later.length > 0 ? Math.min(this.lookAgainMs * 2, LAST_LOOK_AGAIN_MS) : FIRST_LOOK_AGAIN_MS;
    return later.length + gone.length + heldBack.length + confirmed.length + refused > 0;
  }

  /** A stream that is held back is left to the table: its rows must not keep others from being read. */
  private split(rows: readonly OutboxRow[]): readonly [OutboxRow[], OutboxRow[]] {
    const isHeldBack = (row: OutboxRow): boolean => this.batches.heldBack.has(streamOf(row));
    return [rows.filter(isHeldBack), rows.filter((row) => !isHeldBack(row))];
  }
}
