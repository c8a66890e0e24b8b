const HOLD_MS = 5_000;

/** Rows that the broker could not route, and that are left alone for a while. */
export class HeldBack {
  private readonly until = new Map<string, number>();

  add(position: string): void {
    this.until.set(position, Date.now() + HOLD_MS);
  }

  /** Those still held back; the others are due again. */
  positions(): string[] {
    for (const [position, until] of this.until) if (until <= Date.now()) this.until.delete(position);
    return [...this.until.keys()];
  }
}
