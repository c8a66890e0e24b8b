import type { Pgoutput } from 'pg-logical-replication';
import type { OutboxRow } from '../outbox-table.js';
import type { Traffic } from '../traffic.js';
import { toOutboxRow } from './logged-row.js';
import { parseLsn } from './replication-protocol.js';
import type { ReplicationStream } from './replication-stream.js';
import { RowsInFlight, type LoggedRow } from './rows-in-flight.js';
import type { Snapshot } from './snapshot.js';

/** More than a batch, so that the next one is there when a batch is through. */
const MOST_WAITING = 1_000;

/**
 * A stream and what it has told: it is read no faster than the broker takes it, if only at the end of a transaction, and
 * acknowledged no further.
 */
export class LogTail {
  readonly rows = new RowsInFlight();
  /** There is none while the table has to be published from: the log does not tell of what is older than the slot. */
  private publishedUpTo?: Snapshot;
  private beforeTable?: Snapshot;
  private willAcknowledge = false;

  constructor(
    private readonly stream: ReplicationStream,
    private readonly traffic: Traffic,
    private readonly onNews: () => void,
  ) {
    stream.on('change', (change) => this.hear(change));
    stream.on('sentUpTo', (lsn) => {
      this.rows.nothingElseBefore(lsn);
      this.acknowledge();
    });
  }

  /** Whether it is from the log that rows are to be published now. */
  get isNext(): boolean {
    return this.publishedUpTo !== undefined;
  }

  /** Something has to be published from the table first, even if that is being looked at. */
  waitForTable(): void {
    this.publishedUpTo = this.beforeTable = undefined;
  }

  /** The table is looked at next: what the snapshot sees, that look will see as well. */
  lookAtTable(before: Snapshot): void {
    this.beforeTable = before;
  }

  /** All that the look has found was published, or is under way, but for what is left alone. */
  followTable(): void {
    if (!this.beforeTable) return;
    this.publishedUpTo = this.beforeTable;
    this.rows.finishTaken(
      (place, position) => !this.traffic.isLeftAlone(place) && !this.traffic.isUnderWay(place, position),
    );
    this.acknowledge();
  }

  /** Those of the rows that are to be published. Of the others, some are left to the table, and some went from there. */
  due(rows: readonly LoggedRow[]): OutboxRow[] {
    return rows.filter((logged) => this.isDue(logged)).map(({ row }) => row);
  }

  private isDue({ row, of }: LoggedRow): boolean {
    const place = this.traffic.placeOf(row);
    if (this.traffic.isUnderWay(place, row.position)) return false;
    const isLeftAlone = this.traffic.isLeftAlone(place);
    const hasGone = this.publishedUpTo?.sees(of) ?? false;
    if (isLeftAlone) this.take(row);
    else if (hasGone) this.finish(row);
    return !isLeftAlone && !hasGone;
  }

  /** For a row that waits no more: it is on its way to the broker, or left to the table. */
  take(row: OutboxRow): void {
    this.rows.take(row.position, this.traffic.placeOf(row));
    this.readOn();
  }

  /** For a row that the broker has confirmed and that has left the table. */
  finish({ position }: OutboxRow): void {
    this.rows.finish(position);
    this.acknowledge();
    this.readOn();
  }

  private readOn(): void {
    const isMiddleOfTransaction = this.rows.oldest(1).length === 0;
    if (isMiddleOfTransaction || this.rows.size <= MOST_WAITING / 2) this.stream.resume();
  }

  /** Once for all that is finished at the same time. */
  private acknowledge(): void {
    if (this.willAcknowledge) return;
    this.willAcknowledge = true;
    setImmediate(() => {
      this.willAcknowledge = false;
      this.stream.acknowledge(this.rows.acknowledgeable());
    });
  }

  private hear(change: Pgoutput.Message): void {
    if (change.tag === 'begin') this.rows.begin(change.xid);
    else if (change.tag === 'insert') this.rows.add(toOutboxRow(change.new));
    else if (change.tag === 'commit') this.commit(change);
  }

  private commit({ commitEndLsn }: Pgoutput.MessageCommit): void {
    this.rows.commit(parseLsn(commitEndLsn ?? '0/0'));
    if (this.rows.size >= MOST_WAITING) this.stream.pause();
    this.onNews();
  }
}
