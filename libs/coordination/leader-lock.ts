import type { DatabaseSession } from './database-session.js';

/**
 * At most one instance per database holds it. It is a session-level advisory lock: it goes with the connection, so a
 * leader that dies is replaced as soon as PostgreSQL notices, without clocks and leases. Two leaders can overlap for
 * the moment in which one has not noticed yet that its session is gone; what they do must bear that.
 */
export class LeaderLock {
  private held = false;

  constructor(
    private readonly session: DatabaseSession,
    private readonly lock: number,
  ) {
    session.on('lost', () => (this.held = false));
  }

  isHeld(): boolean {
    return this.held;
  }

  /** Rejects when the session is not connected. */
  async tryAcquire(): Promise<boolean> {
    if (this.held) return true;
    const [row] = await this.session.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1, 0) AS held', [
      this.lock,
    ]);
    return (this.held = row?.held ?? false);
  }

  /** Lets another instance lead at once. Never rejects. */
  async release(): Promise<void> {
    if (!this.held) return;
    this.held = false;
    await this.session.query('SELECT pg_advisory_unlock($1, 0)', [this.lock]).catch(() => {});
  }
}
