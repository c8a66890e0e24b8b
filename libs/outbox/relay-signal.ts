import type { DatabaseSession } from '#coordination';

const CHANNEL = 'outbox';

/**
 * Tells the relay that rows were committed. Where another instance leads, the hint goes by NOTIFY, outside the
 * transaction that wrote the rows, since NOTIFY takes a database-wide lock at commit, and at most one at a time.
 * A hint may get lost: the relay polls as well.
 */
export class RelaySignal {
  private pending = false;
  private notifying = false;
  private again = false;
  private waiter?: () => void;
  private leadsHere: () => boolean = () => false;

  constructor(private readonly session: DatabaseSession) {
    session.on('connected', () => void session.query(`LISTEN ${CHANNEL}`).catch(() => {}));
    session.on('notification', () => this.ring());
  }

  /** Says how to know whether the relay of this process is the one that publishes. */
  attach(leadsHere: () => boolean): void {
    this.leadsHere = leadsHere;
  }

  wake(): void {
    if (this.leadsHere()) this.ring();
    else void this.notify();
  }

  /** Ends a wait in progress, or the next one. */
  ring(): void {
    this.pending = true;
    this.waiter?.();
  }

  /** Resolves at the next ring, or after `timeoutMs`. */
  async wait(timeoutMs: number): Promise<void> {
    if (!this.pending)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        this.waiter = () => (clearTimeout(timer), resolve());
      });
    this.waiter = undefined;
    this.pending = false;
  }

  /** One at a time; what is committed meanwhile gets one more. */
  private async notify(): Promise<void> {
    this.again = this.notifying;
    if (this.notifying) return;
    this.notifying = true;
    await this.session.query(`SELECT pg_notify('${CHANNEL}', '')`).catch(() => {});
    this.notifying = false;
    if (this.again) await this.notify();
  }
}
