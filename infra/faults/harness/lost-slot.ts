import { eventually } from '#testing';
import type { FaultBed } from './fault-bed.js';
import type { Fault } from './scenario.js';

const CAP_MB = 64;
export const FILLER_MB = 200;
const LOSS_MS = 120_000;

const SLOT = `SELECT wal_status AS status FROM pg_replication_slots
  WHERE database = current_database() AND slot_type = 'logical'`;
const LOG_BYTES = 'SELECT sum(size)::bigint AS bytes FROM pg_ls_waldir()';

export const lossOfTheSlot = `log tailing stands still for ${FILLER_MB} MB of log, with a cap of ${CAP_MB} MB`;

export const slotsOfOrders = (bed: FaultBed): Promise<unknown[]> => bed.query('order', SLOT);

export async function logMegabytes(bed: FaultBed): Promise<number> {
  const [row] = await bed.query<{ bytes: string }>('order', LOG_BYTES);
  return Number(row?.bytes) / 1_000_000;
}

/** Limits the log that a slot may hold, and waits for the slot. */
export async function capLog(bed: FaultBed): Promise<void> {
  await bed.query('order', `ALTER SYSTEM SET max_slot_wal_keep_size = '${CAP_MB}MB'`);
  await bed.query('order', `ALTER SYSTEM SET max_wal_size = '${CAP_MB}MB'`);
  await bed.query('order', 'SELECT pg_reload_conf()');
  await eventually(async () => expect(await slotsOfOrders(bed)).toEqual([{ status: 'reserved' }]));
}

/** The broker is away, so that log tailing stands still, until the slot is lost. */
export const losesSlot = (bed: FaultBed): Fault => ({
  strike: async () => {
    await bed.servers.rabbitmq.stop();
    await eventually(async () => {
      await fillLog(bed);
      expect(await slotsOfOrders(bed)).toEqual([{ status: 'lost' }]);
    }, LOSS_MS);
  },
  lift: () => bed.servers.rabbitmq.start(),
});

/** Writes to the log what no relay reads, as other databases of a server would. */
async function fillLog(bed: FaultBed): Promise<void> {
  await bed.query(
    'consumer',
    `SELECT pg_logical_emit_message(false, 'filler', repeat('x', 1000000)) FROM generate_series(1, ${FILLER_MB})`,
  );
  await bed.query('order', 'CHECKPOINT');
}
