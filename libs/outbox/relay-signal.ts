import type { DatabaseSession, LeaderLock } from '#coordination';
import { Bell } from './bell.js';

const CHANNEL = 'outbox';

/** Hears of commits that have stored messages. */
export interface CommitHint {
  wake(): void;
}

/** For the relay that reads the transaction log: a commit is heard of there. */
export const noHint: CommitHint = { wake: () => {} };

/**
 * Tells the polling publisher that rows were committed. Where another instance leads, the hint goes by NOTIFY, outside
 * the transaction that wrote the rows, since NOTIFY takes a database-wide lock at commit, and at most one at a time.
 * A hint may get lost: the relay polls as well.
 */
export class RelaySignal extends Bell implements CommitHint {
  private notifying = false;
  private again = false;

  /** Whoever holds `leader` publishes. */
  constructor(
    private readonly session: DatabaseSession,
    private readonly leader: LeaderLock,
  ) {
    super();
    session.on('connected', () => void session.query(`LISTEN ${CHANNEL}`).catch(() => {}));
    session.on('notification', () => this.ring());
  }

  wake(): void {
    if (this.leader.isHeld()) this.ring();
    else void this.notify();
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
