import { eventually } from '#testing';
import { Client } from 'pg';
import { FaultBed } from './harness/fault-bed.js';
import { rememberedPast } from './harness/past.js';
import { usualLoad } from './harness/scale.js';
import { STEP_MS, survive } from './harness/scenario.js';

describe('nothing grows for ever', () => {
  let bed: FaultBed;

  beforeAll(async () => {
    bed = await FaultBed.start({ env: { RETENTION_MS: '10000', RETENTION_INTERVAL_MS: '1000' } });
  }, STEP_MS);

  afterAll(() => bed.stop(), STEP_MS);

  it(
    'a transaction stays open for as long as orders come, and keeps dead rows from being removed',
    async () => {
      const idle = new Client({ connectionString: bed.stores.databaseUrl('order') });
      await idle.connect();
      await idle.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await idle.query('SELECT count(*) FROM outbox');
      await survive(bed, { row: 28, fault: 'a transaction stays open all the while', ...usualLoad });
      await idle.end();
    },
    STEP_MS,
  );

  it(
    'what only the past needs is removed, and what is held stays',
    async () => {
      await eventually(async () => expect(await rememberedPast(bed)).toEqual([]), STEP_MS / 2);
      await survive(bed, {
        row: 28,
        fault: 'after 10 and 20 s everything of the past is removed',
        ...usualLoad,
      });
    },
    STEP_MS,
  );
});
