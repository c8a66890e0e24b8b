import { participants } from '../local/index.js';
import { FaultBed } from './harness/fault-bed.js';
import { Random } from './harness/random.js';
import { sabotaged } from './harness/sabotaged.js';
import { scaled, usualLoad } from './harness/scale.js';
import { STEP_MS, survive, type Scenario } from './harness/scenario.js';
import type { Sabotage } from './sabotage/sabotage.js';

const HOUR_MS = 3_600_000;

/** Each disturbs all services for as long as the load lasts. */
const disturbances: readonly (Pick<Scenario, 'row' | 'fault'> & Sabotage)[] = [
  { row: 1, fault: 'no fault' },
  { row: 4, fault: 'the publisher throws at every 7th message', disturbances: { 'publish-throws': 7 } },
  { row: 5, fault: 'every message is sent 2 to 10 times at once', disturbances: { duplicates: 10 } },
  { row: 9, fault: 'every third transaction commits late', disturbances: { 'late-commits': 300 } },
  { row: 10, fault: 'messages of different orders are shuffled', disturbances: { shuffle: 200 } },
  { row: 11, fault: 'every message comes again later', disturbances: { echoes: 3_000 } },
  {
    row: 11,
    fault: 'shuffled, sent again at once and later, committed late',
    disturbances: { shuffle: 50, duplicates: 3, echoes: 1_000, 'late-commits': 100 },
  },
  {
    row: 15,
    fault: 'the broker forgets two subscriptions of each service',
    disturbances: { 'forgotten-subscriptions': 2 },
  },
  {
    row: 21,
    fault: 'every message is two versions ahead, with unknown fields and headers',
    disturbances: { 'newer-versions': 2 },
  },
];

describe('under a disturbance that does not end', () => {
  let bed: FaultBed;

  beforeAll(async () => {
    bed = await FaultBed.start();
  }, STEP_MS);

  afterAll(() => bed.stop(), STEP_MS);

  async function restartAll(envOf: (index: number) => Readonly<Record<string, string>>): Promise<void> {
    await Promise.all(participants.map((app, index) => bed.system.services[app].restart(envOf(index))));
  }

  it.each(scaled(new Random('disturbances').some(3, disturbances), disturbances))(
    '$fault',
    async ({ row, fault, ...sabotage }) => {
      await restartAll(() => sabotaged(sabotage));
      await survive(bed, { row, fault, ...usualLoad });
    },
    STEP_MS,
  );

  it(
    'the clocks of the services differ by hours',
    async () => {
      await restartAll((index) => sabotaged({ disturbances: { clock: (index - 1) * HOUR_MS } }));
      await survive(bed, { row: 27, fault: 'clocks an hour behind, right, and an hour ahead', ...usualLoad });
    },
    STEP_MS,
  );
});
