import type { DatabaseSession } from '#coordination';
import { Logger } from '@nestjs/common';
import { ReplicationStream } from './replication-stream.js';
import { slotNameOf } from './slot-name.js';

interface SlotState {
  readonly lost: boolean;
  readonly readBy: number | null;
}

/** As in pg_replication_slots; bytes as strings, since they may be beyond the integers. */
export interface SlotProgress {
  readonly lagBytes: string;
  /** Null where the log that slots may keep is not limited. */
  readonly safeBytes: string | null;
  readonly status: string;
}

export interface SlotOptions {
  readonly url: string;
  /** How the replication connection calls itself in pg_stat_activity. */
  readonly name: string;
}

/** The replication slot of this database's outbox: PostgreSQL keeps the log from its last acknowledgement on. */
export class ReplicationSlot {
  /** How often the slot had to be made, with no log from before it. */
  recoveries = 0;
  private readonly logger = new Logger('Relay');

  constructor(
    private readonly options: SlotOptions,
    private readonly session: DatabaseSession,
  ) {}

  /** A connection of its own for it, not connected yet. */
  stream(): ReplicationStream {
    return new ReplicationStream(this.options.url, this.options.name);
  }

  /**
   * Connects the stream and resolves to the name of the slot, ready to be started. A slot that is missing or lost is made,
   * which takes as long as the longest transaction that is open, and the log does not tell of what was stored before. A slot
   * that somebody reads still is taken away: only the leader may call this.
   * Rejects when the server does not do logical replication for us, with what to do about it.
   */
  async prepare(stream: ReplicationStream): Promise<string> {
    await this.demandLogicalLog();
    const slot = await this.name();
    await stream.connect();
    const state = await this.state(slot);
    if (state?.readBy) await this.session.query('SELECT pg_terminate_backend($1, 5000)', [state.readBy]);
    if (state && !state.lost) return slot;
    if (state) await this.session.query('SELECT pg_drop_replication_slot($1)', [slot]);
    await stream.query(`SELECT pg_create_logical_replication_slot('${slot}', 'pgoutput')`);
    this.recoveries++;
    this.reportNew(slot, state);
    return slot;
  }

  /** Resolves to undefined while there is no slot. */
  async progress(): Promise<SlotProgress | undefined> {
    const [row] = await this.session.query<SlotProgress>(
      `SELECT pg_current_wal_lsn() - confirmed_flush_lsn AS "lagBytes", safe_wal_size AS "safeBytes",
              wal_status AS status FROM pg_replication_slots WHERE slot_name = $1`,
      [await this.name()],
    );
    return row;
  }

  private reportNew(slot: string, before: SlotState | undefined): void {
    const rest = 'What waits is in the outbox table, and is published from there.';
    if (before)
      this.logger.error(
        `The replication slot ${slot} was lost: the relay was away for longer than max_slot_wal_keep_size lasts. ` +
          `A new one is made. ${rest}`,
      );
    else this.logger.warn(`The replication slot ${slot} was missing and is made. ${rest}`);
  }

  private async name(): Promise<string> {
    const [row] = await this.session.query<{ database: string }>('SELECT current_database() AS database');
    return slotNameOf(row?.database ?? '');
  }

  private async state(slot: string): Promise<SlotState | undefined> {
    const [row] = await this.session.query<{ lost: boolean; readBy: number | null }>(
      `SELECT wal_status = 'lost' AS lost, active_pid AS "readBy" FROM pg_replication_slots WHERE slot_name = $1`,
      [slot],
    );
    return row;
  }

  private async demandLogicalLog(): Promise<void> {
    const [row] = await this.session.query<{ level: string; allowed: boolean }>(
      `SELECT current_setting('wal_level') AS level, rolreplication OR rolsuper AS allowed
         FROM pg_roles WHERE rolname = current_user`,
    );
    if (row?.level !== 'logical')
      throw new Error(
        `Log tailing needs wal_level=logical, and this PostgreSQL has ${row?.level}: set it and restart the server, ` +
          'or set OUTBOX_RELAY=polling. Until then the outbox table is polled.',
      );
    if (!row.allowed)
      throw new Error(
        'Log tailing needs a database role with REPLICATION: run the provisioning with OUTBOX_RELAY=log-tailing. ' +
          'Until then the outbox table is polled.',
      );
  }
}
