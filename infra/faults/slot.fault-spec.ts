import { FaultBed } from './harness/fault-bed.js';
import {
  capLog,
  FILLER_MB,
  logMegabytes,
  losesSlot,
  lossOfTheSlot,
  slotsOfOrders,
} from './harness/lost-slot.js';
import { usualLoad } from './harness/scale.js';
import { STEP_MS, survive } from './harness/scenario.js';

describe('a relay by log tailing that does not get on', () => {
  let bed: FaultBed;

  beforeAll(async () => {
    bed = await FaultBed.start({ env: { OUTBOX_RELAY: 'log-tailing' } });
    await capLog(bed);
  }, STEP_MS);

  afterAll(() => bed.stop(), STEP_MS);

  it(
    'cannot fill the disk: PostgreSQL gives its slot up, and the relay recovers from the table',
    async () => {
      const { strike, lift } = losesSlot(bed);
      await survive(
        bed,
        { row: 17, fault: lossOfTheSlot, ...usualLoad },
        {
          strike: async () => {
            await strike();
            expect(await logMegabytes(bed)).toBeLessThan(FILLER_MB);
          },
          lift,
        },
      );
      expect(await slotsOfOrders(bed)).not.toContainEqual({ status: 'lost' });
    },
    STEP_MS,
  );
});
