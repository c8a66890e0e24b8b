import { channels } from '#messaging';
import { FaultBed } from './harness/fault-bed.js';
import { usualLoad } from './harness/scale.js';
import { STEP_MS, survive } from './harness/scenario.js';
import { mendedAndSentBack, pourPoison } from './poison.js';

const POISONED = 10;
const POURED = channels.length * POISONED;

describe('poison among the messages', () => {
  let bed: FaultBed;

  beforeAll(async () => {
    bed = await FaultBed.start();
  }, STEP_MS);

  afterAll(() => bed.stop(), STEP_MS);

  it(
    'that somebody else has sent: it is set aside, and the rest goes on',
    async () => {
      await survive(
        bed,
        {
          row: 12,
          fault: `${POISONED} malformed messages in every channel`,
          allowed: { deadLetters: POURED },
          ...usualLoad,
        },
        { strike: () => pourPoison(bed.stores, POISONED) },
      );
    },
    STEP_MS,
  );

  it(
    'that its handler cannot bear: it is set aside after its attempts, and handled when it is sent back',
    async () => {
      await survive(
        bed,
        {
          row: 13,
          fault: 'a third of all reservations fails until mended, then redrive',
          allowed: { deadLetters: POURED },
          ...usualLoad,
        },
        mendedAndSentBack(bed),
      );
    },
    STEP_MS,
  );
});
