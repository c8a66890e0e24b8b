/** Wakes the one loop that sleeps on it; a ring while nobody sleeps ends the next sleep at once. */
export class Bell {
  private rung = false;
  private waiter?: () => void;

  ring(): void {
    this.rung = true;
    this.waiter?.();
  }

  /** Resolves at the next ring, or after `timeoutMs`. */
  async wait(timeoutMs: number): Promise<void> {
    if (!this.rung)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        this.waiter = () => (clearTimeout(timer), resolve());
      });
    this.waiter = undefined;
    this.rung = false;
  }
}
