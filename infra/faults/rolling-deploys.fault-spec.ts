import { startBalanced } from './harness/balanced-bed.js';
import type { FaultBed } from './harness/fault-bed.js';
import { scaled } from './harness/scale.js';
import { STEP_MS, survive } from './harness/scenario.js';

const MOST_FAILED = 0.001;

describe('a rolling deploy', () => {
  let bed: FaultBed;

  beforeAll(async () => {
    bed = await startBalanced();
  }, STEP_MS);

  afterAll(() => bed.stop(), STEP_MS);

  it(
    'of all services, one instance after the other, is noticed by nobody',
    async () => {
      const { instances } = bed.system;
      const rolled = scaled([0, 7], [...instances.keys()]).map((index) => instances[index]!);
      const { verdict, unaccepted } = await survive(
        bed,
        {
          row: 20,
          fault: `${rolled.length} instances are replaced`,
          orders: scaled(100, 400),
          perSecond: 20,
        },
        {
          strike: async () => {
            for (const instance of rolled) await instance.restart();
          },
        },
      );
      expect(unaccepted.length / verdict.accepted).toBeLessThanOrEqual(MOST_FAILED);
    },
    STEP_MS,
  );
});
