const HOLD_MS = 5_000;

/** Streams whose next message the broker did not take, and that are left alone for a while. */
export class HeldBack {
  private readonly until = new Map<string, number>();

  get size(): number {
    return this.until.size;
  }

  add(stream: string): void {
    this.until.set(stream, performance.now() + HOLD_MS);
  }

  clear(): void {
    this.until.clear();
  }

  has(stream: string): boolean {
    return this.until.has(stream);
  }

  /** Whether a stream has been left alone for long enough. */
  isAnyDue(): boolean {
    return [...this.until.values()].some((until) => until <= performance.now());
  }

  /** Lets those go that are due, and tells the others. */
  releaseDue(): string[] {
    for (const [stream, until] of this.until) if (until <= performance.now()) this.until.delete(stream);
    return [...this.until.keys()];
  }
}
