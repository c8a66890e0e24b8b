import { eventually } from '#testing';
import { FaultBed } from './harness/fault-bed.js';
import { usualLoad } from './harness/scale.js';
import { survive } from './harness/scenario.js';

const STEP_MS = 240_000;
const CAP_MB = 64;
const FILLER_MB = 200;

const SLOT = `SELECT wal_status AS status FROM pg_replication_slots
  WHERE database = current_database() AND slot_type = 'logical'`;
const WAL_BYTES = 'SELECT sum(size)::bigint AS bytes FROM pg_ls_waldir()';

describe('a relay by log tailing that does not get on', () => {
  let bed: FaultBed;

  beforeAll(async () => {
    bed = await FaultBed.start({ env: { OUTBOX_RELAY: 'log-tailing' } });
    await bed.query('order', `ALTER SYSTEM SET max_slot_wal_keep_size = '${CAP_MB}MB'`);
    await bed.query('order', `ALTER SYSTEM SET max_wal_size = '${CAP_MB}MB'`);
    await bed.query('order', 'SELECT pg_reload_conf()');
    await eventually(async () => expect(await bed.query('order', SLOT)).toEqual([{ status: 'reserved' }]));
  }, STEP_MS);

  afterAll(() => bed.stop(), STEP_MS);

  /** Writes to the log what no relay reads, as other databases of a server would. */
  async function fillLog(): Promise<void> {
    await bed.query(
      'consumer',
      `SELECT pg_logical_emit_message(false, 'filler', repeat('x', 1000000)) FROM generate_series(1, ${FILLER_MB})`,
    );
    await bed.query('order', 'CHECKPOINT');
  }

  it(
    'cannot fill the disk: PostgreSQL gives its slot up, and the relay recovers from the table',
    async () => {
      await survive(
        bed,
        {
          row: 17,
          fault: `log tailing stands still for ${FILLER_MB} MB of log, with a cap of ${CAP_MB} MB`,
          ...usualLoad,
        },
        {
          strike: async () => {
            await bed.servers.rabbitmq.stop();
            await eventually(async () => {
              await fillLog();
              expect(await bed.query('order', SLOT)).toEqual([{ status: 'lost' }]);
            }, STEP_MS / 2);
            const [row] = await bed.query<{ bytes: string }>('order', WAL_BYTES);
            expect(Number(row?.bytes)).toBeLessThan(FILLER_MB * 1_000_000);
          },
          lift: () => bed.servers.rabbitmq.start(),
        },
      );
      expect(await bed.query('order', SLOT)).not.toContainEqual({ status: 'lost' });
    },
    STEP_MS,
  );
});
