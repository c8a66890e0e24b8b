import type { DatabaseSession } from '#coordination';
import { setTimeout as delay } from 'node:timers/promises';
import { BATCH_SIZE, type BatchPublisher } from '../batch-publisher.js';
import { Bell } from '../bell.js';
import type { Fate } from '../fate.js';
import type { OutboxRow } from '../outbox-table.js';
import type { RelayMethod } from '../relay.js';
import { LogTail } from './log-tail.js';
import type { ReplicationSlot } from './replication-slot.js';
import type { ReplicationStream } from './replication-stream.js';
import { parseLsn } from './replication-protocol.js';
import type { LoggedRow } from './rows-in-flight.js';
import { Snapshot } from './snapshot.js';

/** The log tells of a commit a moment before others see it, and long before where it waits for a replica. */
const FIRST_LOOK_AGAIN_MS = 1;
const LAST_LOOK_AGAIN_MS = 16;

/**
 * Reads the inserts into the outbox from the transaction log, through a replication slot that is acknowledged only up to
 * what the broker has confirmed. The table stays the truth: it is published from at first, and for what was left
 * alone, so that neither a new slot nor a lost one loses a message; the log is asked for what comes after.
 * Pattern: Transaction log tailing (Richardson, Microservices Patterns, 3.3.7).
 */
export class LogTailing implements RelayMethod {
  readonly bell = new Bell();
  private stream?: ReplicationStream;
  private opening?: Promise<void>;
  private tail?: LogTail;
  private problem?: Error;
  /** The last that was taken: what it sees, later ones see, too. */
  private snapshot?: Snapshot;
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
    if (!tail) return this.publishFromTable();
    if (tail.isNext && !this.batches.traffic.isAnyDue()) return this.publishFromLog(tail);
    return this.publishFromTableFor(tail);
  }

  settled(): Promise<void> {
    return this.batches.settled();
  }

  async standDown(): Promise<void> {
    await this.stream?.close();
    await this.opening;
    this.stream = this.opening = this.tail = this.problem = undefined;
    this.snapshot = undefined; // the next may be another server's
    this.batches.traffic.forgetRefusals();
  }

  /** In the background, since a new slot waits for open transactions: what is stored meanwhile goes from the table. */
  private async open(): Promise<void> {
    const stream = (this.stream = this.slot.stream());
    stream.on('ended', (error) => this.fail(error));
    try {
      const slot = await this.slot.prepare(stream);
      const tail = new LogTail(stream, this.batches.traffic, () => this.bell.ring());
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

  private async publishFromTable(): Promise<boolean> {
    const { sent } = await this.batches.publishFromTable(this.goOn);
    return sent > 0;
  }

  private async publishFromTableFor(tail: LogTail): Promise<boolean> {
    tail.waitForTable();
    tail.lookAtTable(await this.takeSnapshot());
    const { found, sent, passedOver } = await this.batches.publishFromTable(this.goOn);
    const isAll = found === sent && found < BATCH_SIZE && !passedOver && !this.batches.traffic.isTrying();
    if (isAll) tail.followTable();
    return isAll || sent > 0;
  }

  /** Where all are for destinations without room, the table is asked for what is behind them. */
  private async publishFromLog(tail: LogTail): Promise<boolean> {
    const rows = tail.rows.oldest(BATCH_SIZE);
    const visible = await this.visible(rows);
    if (!tail.isNext) return true;
    const waiting = tail.rows.size;
    const sent = this.batches.publish(tail.due(visible), this.goOn);
    for (const row of sent) tail.take(row);
    if (visible.length < rows.length) return this.lookAgain();
    if (sent.length === 0 && visible.length > 0 && this.batches.traffic.isDense()) tail.waitForTable();
    this.lookAgainMs = FIRST_LOOK_AGAIN_MS;
    return !tail.isNext || (rows.length === BATCH_SIZE && tail.rows.size < waiting);
  }

  /**
   * The rows before the first one whose transaction is not visible yet: the log may tell of it a moment before others see it, and
   * long before where it waits for a synchronous replica. Published then, its answer could come before its order is there.
   */
  private async visible(rows: readonly LoggedRow[]): Promise<readonly LoggedRow[]> {
    const isVisible = ({ of }: LoggedRow): boolean => this.snapshot?.sees(of) ?? false;
    if (!rows.every(isVisible)) this.snapshot = await this.takeSnapshot();
    const firstUnseen = rows.findIndex((row) => !isVisible(row));
    return firstUnseen < 0 ? rows : rows.slice(0, firstUnseen);
  }

  private async takeSnapshot(): Promise<Snapshot> {
    const [row] = await this.session.query<{ snapshot: string; lsn: string }>(
      'SELECT pg_current_snapshot()::text AS snapshot, pg_current_wal_insert_lsn()::text AS lsn',
    );
    return new Snapshot(row?.snapshot ?? '', parseLsn(row?.lsn ?? '0/0'));
  }

  private async lookAgain(): Promise<true> {
    await delay(this.lookAgainMs);
    this.lookAgainMs = Math.min(this.lookAgainMs * 2, LAST_LOOK_AGAIN_MS);
    return true;
  }

  /** A row that nobody knows the fate of is still in the table, and is published from there. */
  private readonly goOn = (row: OutboxRow, fate: Fate): void => {
    if (fate === 'removed') this.tail?.finish(row);
    if (fate === 'unknown') this.tail?.waitForTable();
    else this.bell.ring();
  };
}
