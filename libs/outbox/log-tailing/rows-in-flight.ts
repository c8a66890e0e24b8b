import type { OutboxRow } from '../outbox-table.js';

interface LoggedTransaction {
  readonly xid: number;
  /** Where the log goes on after its commit, or after what followed and has nothing for us. */
  endLsn: bigint;
  committed: boolean;
  unfinished: number;
}

/** A row of which the log has told. */
export interface LoggedRow {
  readonly position: string;
  readonly xid: number;
  readonly content: OutboxRow;
}

/**
 * The rows that the log has told of and that are not finished, and from them how far it may be acknowledged: up to the end
 * of the last transaction before the first unfinished row.
 */
export class RowsInFlight {
  private readonly transactions: LoggedTransaction[] = [];
  private readonly waiting = new Map<string, { readonly row: OutboxRow; readonly of: LoggedTransaction }>();
  /** Rows that are left to the table; without their content, since they can be many. */
  private readonly parked = new Map<string, LoggedTransaction>();
  private finishedUpTo = 0n;

  get size(): number {
    return this.waiting.size;
  }

  /** Transactions come in the order of their commits, one after the other. */
  begin(xid: number): void {
    this.transactions.push({ xid, endLsn: 0n, committed: false, unfinished: 0 });
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
    if (transaction) Object.assign(transaction, { endLsn, committed: true });
  }

  /** The log has nothing more for us up to here: once all before is finished, this may be acknowledged too. */
  nothingElseBefore(lsn: bigint): void {
    const last = this.transactions.at(-1);
    if (!last) this.finishedUpTo = lsn;
    else if (last.committed) last.endLsn = lsn;
  }

  /** The oldest rows, in the order in which the log told of them. */
  oldest(limit: number): LoggedRow[] {
    const rows: LoggedRow[] = [];
    for (const [position, { row, of }] of this.waiting) {
      if (rows.length === limit) break;
      rows.push({ position, xid: of.xid, content: row });
    }
    return rows;
  }

  /** Leaves a row to the table; it stays unfinished. */
  park(position: string): void {
    const entry = this.waiting.get(position);
    if (!entry) return;
    this.waiting.delete(position);
    this.parked.set(position, entry.of);
  }

  parkedRows(): Omit<LoggedRow, 'content'>[] {
    return [...this.parked].map(([position, { xid }]) => ({ position, xid }));
  }

  finish(position: string): void {
    const transaction = this.waiting.get(position)?.of ?? this.parked.get(position);
    if (!transaction) return;
    transaction.unfinished--;
    this.waiting.delete(position);
    this.parked.delete(position);
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
