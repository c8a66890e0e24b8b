import type { OutboxRow } from '../outbox-table.js';
import type { Place } from '../traffic.js';
import type { LoggedCommit } from './snapshot.js';

interface LoggedTransaction extends LoggedCommit {
  commitLsn: bigint;
  /** Where the log goes on after its commit, or after what followed and has nothing for us. */
  endLsn: bigint;
  committed: boolean;
  unfinished: number;
}

/** A row of which the log has told, and its transaction. */
export interface LoggedRow {
  readonly row: OutboxRow;
  readonly of: LoggedCommit;
}

/**
 * The rows that the log has told of and that are not finished, and from them how far it may be acknowledged: up to the end
 * of the last transaction before the first unfinished row.
 */
export class RowsInFlight {
  private readonly transactions: LoggedTransaction[] = [];
  private readonly waiting = new Map<string, LoggedRow & { readonly of: LoggedTransaction }>();
  /** Rows that wait no more; without their content, since they can be many. */
  private readonly taken = new Map<string, { readonly place: Place; readonly of: LoggedTransaction }>();
  private finishedUpTo = 0n;

  /** How many wait. */
  get size(): number {
    return this.waiting.size;
  }

  /** Transactions come in the order of their commits, one after the other. */
  begin(xid: number): void {
    this.transactions.push({ xid, commitLsn: 0n, endLsn: 0n, committed: false, unfinished: 0 });
  }

  add(row: OutboxRow): void {
    const transaction = this.transactions.at(-1);
    if (!transaction || transaction.committed)
      throw new Error('The log tells of a row outside a transaction');
    transaction.unfinished++;
    this.waiting.set(row.position, { row, of: transaction });
  }

  commit(endLsn: bigint): void {
    const transaction = this.transactions.at(-1);
    if (transaction) Object.assign(transaction, { commitLsn: endLsn, endLsn, committed: true });
  }

  /** The log has nothing more for us up to here: once all before is finished, this may be acknowledged too. */
  nothingElseBefore(lsn: bigint): void {
    const last = this.transactions.at(-1);
    if (!last) this.finishedUpTo = lsn;
    else if (last.committed) last.endLsn = lsn;
  }

  /** The oldest rows that wait and whose commit was told, too, in the order in which the log told of them. */
  oldest(limit: number): LoggedRow[] {
    const rows: LoggedRow[] = [];
    for (const row of this.waiting.values()) {
      if (rows.length === limit || !row.of.committed) break;
      rows.push(row);
    }
    return rows;
  }

  /** A row that waits does so no more, and is not finished: it is on its way to the broker, or left to the table. */
  take(position: string, place: Place): void {
    const entry = this.waiting.get(position);
    if (!entry) return;
    this.waiting.delete(position);
    this.taken.set(position, { place, of: entry.of });
  }

  /** Finishes those of the rows taken that have gone from the table. */
  finishTaken(hasGone: (place: Place, position: string) => boolean): void {
    for (const [position, { place }] of this.taken) if (hasGone(place, position)) this.finish(position);
  }

  finish(position: string): void {
    const entry = this.waiting.get(position) ?? this.taken.get(position);
    if (!entry) return;
    entry.of.unfinished--;
    this.waiting.delete(position);
    this.taken.delete(position);
  }

  /** Everything that was committed before this position is finished. */
  acknowledgeable(): bigint {
    const firstOpen = this.transactions.findIndex(
      ({ committed, unfinished }) => !committed || unfinished > 0,
    );
    const finished = this.transactions.splice(0, firstOpen < 0 ? this.transactions.length : firstOpen);
    this.finishedUpTo = finished.at(-1)?.endLsn ?? this.finishedUpTo;
    return this.finishedUpTo;
  }
}
