import type { Registry } from 'prom-client';
import { readCounter, readGauge } from '../read-metric.js';
import type { ReplicationSlot, SlotProgress } from './replication-slot.js';

/** The states of a slot, from good to lost (PostgreSQL documentation, pg_replication_slots). */
const WAL_STATUSES = ['reserved', 'extended', 'unreserved', 'lost'];

/** What Prometheus gets to know of the replication slot. It is the database's: every instance tells the same of it. */
export class SlotMetrics {
  constructor(
    registry: Registry,
    private readonly slot: ReplicationSlot,
  ) {
    const named = (name: string, help: string) => ({ registry, name: `outbox_slot_${name}`, help });
    readGauge(
      named('lag_bytes', 'How far the acknowledgement is behind the end of the log'),
      this.reader(({ lagBytes }) => lagBytes),
    );
    readGauge(
      named('safe_wal_bytes', 'How much more log may be written before the slot is lost'),
      this.reader(({ safeBytes }) => safeBytes),
    );
    readGauge(
      named('wal_status', 'What PostgreSQL keeps for it: 0 reserved, 1 extended, 2 unreserved, 3 lost'),
      this.reader(({ status }) => WAL_STATUSES.indexOf(status)),
    );
    readCounter(
      named('recoveries_total', 'How often this instance has made the slot, since it was missing or lost'),
      () => slot.recoveries,
    );
  }

  /** No value where there is no slot, or no limit to the log that it may keep. */
  private reader(
    value: (progress: SlotProgress) => number | string | null,
  ): () => Promise<number | undefined> {
    return async () => {
      const progress = await this.slot.progress();
      const read = progress && value(progress);
      return read === undefined || read === null ? undefined : Number(read);
    };
  }
}
