/** A transaction of which the log has told. */
export interface LoggedCommit {
  /** The lower 32 bits of its id. */
  readonly xid: number;
  /** Where the log goes on after its commit. */
  readonly commitLsn: bigint;
}

/** The transactions that a query sees. */
export class Snapshot {
  private readonly xmax: bigint;
  private readonly running: ReadonlySet<string>;

  /** In PostgreSQL's notation `xmin:xmax:xip,..` (pg_current_snapshot()), and where the log's end was by then, or a moment later. */
  constructor(
    text: string,
    private readonly lsn: bigint,
  ) {
    const [, xmax = '0', running = ''] = text.split(':');
    this.xmax = BigInt(xmax);
    this.running = new Set(running.split(','));
  }

  /** Ids go round, and can be compared among transactions of about the same time only: hence the log's end. */
  sees({ xid, commitLsn }: LoggedCommit): boolean {
    if (commitLsn > this.lsn) return false;
    const distance = BigInt.asIntN(32, BigInt(xid) - this.xmax);
    return distance < 0n && !this.running.has(String(this.xmax + distance));
  }
}
