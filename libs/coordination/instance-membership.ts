import { EventEmitter } from 'node:events';
import type { DatabaseSession } from './database-session.js';

const POLL_MS = 2_000;
const MAX_INSTANCES = 64;

/**
 * Counts the live instances of a service and gives each a rank, by advisory locks: every instance holds a slot of its
 * own, and the held slots, in order, are the members. A crashed instance loses its slot with its session.
 */
export class InstanceMembership {
  private readonly changes = new EventEmitter<{ change: [] }>();
  private slot?: number;
  private members: readonly number[] = [];
  private joined = false;
  private timer?: NodeJS.Timeout;
  private refreshing = false;

  constructor(
    private readonly session: DatabaseSession,
    private readonly lock: number,
  ) {
    session.on('lost', () => (this.slot = undefined));
    session.on('connected', () => void this.refresh());
  }

  join(): void {
    if (this.joined) return;
    this.joined = true;
    this.timer = setInterval(() => void this.refresh(), POLL_MS);
    void this.refresh();
  }

  async leave(): Promise<void> {
    this.joined = false;
    clearInterval(this.timer);
    const slot = this.slot;
    this.slot = undefined;
    if (slot !== undefined)
      await this.session.query('SELECT pg_advisory_unlock($1, $2)', [this.lock, slot]).catch(() => {});
  }

  /** Alone, as long as the database has not told otherwise. */
  place(): { readonly rank: number; readonly size: number } {
    const rank = this.slot === undefined ? -1 : this.members.indexOf(this.slot);
    return rank < 0 ? { rank: 0, size: 1 } : { rank, size: this.members.length };
  }

  onChange(listener: () => void): void {
    this.changes.on('change', listener);
  }

  /** While the database is away nothing changes: every instance keeps what it has. */
  private async refresh(): Promise<void> {
    if (!this.joined || this.refreshing || !this.session.isConnected()) return;
    this.refreshing = true;
    try {
      this.slot ??= await this.claimSlot();
      if (!this.joined) return await this.leave(); // left meanwhile
      const members = await this.heldSlots();
      if (members.join() === this.members.join()) return;
      this.members = members;
      this.changes.emit('change');
    } catch {
      return;
    } finally {
      this.refreshing = false;
    }
  }

  private async claimSlot(): Promise<number | undefined> {
    const [row] = await this.session.query<{ slot: number }>(
      'SELECT slot FROM generate_series(0, $2::int - 1) AS slot WHERE pg_try_advisory_lock($1, slot) LIMIT 1',
      [this.lock, MAX_INSTANCES],
    );
    return row?.slot;
  }

  private async heldSlots(): Promise<number[]> {
    const rows = await this.session.query<{ slot: number }>(
      `SELECT objid::int AS slot FROM pg_locks
        WHERE locktype = 'advisory' AND classid = $1 AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        ORDER BY objid`,
      [this.lock],
    );
    return rows.map(({ slot }) => slot);
  }
}
