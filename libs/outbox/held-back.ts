const HOLD_MS = 5_000;

/** Streams whose next message the broker could not route, and that are left alone for a while. */
export class HeldBack {
  private readonly until = new Map<string, number>();

  add(stream: string): void {
    this.until.set(stream, Date.now() + HOLD_MS);
  }

  /** Those still held back; the others are due again. */
  streams(): string[] {
    for (const [stream, until] of this.until) if (until <= Date.now()) this.until.delete(stream);
    return [...this.until.keys()];
  }
}
