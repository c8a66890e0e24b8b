/** The transactions that a query sees, in PostgreSQL's notation `xmin:xmax:xip,..` (pg_current_snapshot()). */
export class Snapshot {
  private readonly xmax: bigint;
  private readonly running: ReadonlySet<string>;

  constructor(text: string) {
    const [, xmax = '0', running = ''] = text.split(':');
    this.xmax = BigInt(xmax);
    this.running = new Set(running.split(','));
  }

  /** Whether a transaction that has ended is visible; of its id the log tells the lower 32 bits only. */
  sees(xid: number): boolean {
    const distance = BigInt.asIntN(32, BigInt(xid) - this.xmax);
    return distance < 0n && !this.running.has(String(this.xmax + distance));
  }
}
