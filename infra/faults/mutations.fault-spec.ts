import { LocalInfrastructure } from '../local/index.js';
import { FaultBed } from './harness/fault-bed.js';
import { Random } from './harness/random.js';
import { sabotaged } from './harness/sabotaged.js';
import { scaled } from './harness/scale.js';
import { STEP_MS, suffers } from './harness/scenario.js';
import { mutants } from './mutants.js';

const WITHIN_MS = 25_000;

/** One of them in every test run: the others take too long for that. */
const chosen = scaled(new Random('mutants').some(1, mutants), mutants);

/** The tests of faults are worth something only if they fail where the defence is missing. */
describe('without its defence the system suffers, and the ledger notices', () => {
  let servers: LocalInfrastructure;

  beforeAll(async () => {
    servers = await LocalInfrastructure.temporary();
    await servers.start();
  }, STEP_MS);

  afterAll(() => servers.discard(), STEP_MS);

  it.each(chosen.map((mutant) => ({ title: mutant.sabotage.mutation, mutant })))(
    '$title',
    async ({ title, mutant: { row, sabotage, env, start = FaultBed.start, fault, finds } }) => {
      const bed = await start({
        servers,
        name: title.replaceAll('-', '_'),
        env: { ...env, ...sabotaged(sabotage) },
      });
      try {
        const scenario = { row, fault: title, orders: 60, perSecond: 20 };
        await suffers(bed, { ...scenario, finds, withinMs: WITHIN_MS }, fault?.(bed));
      } finally {
        await bed.stop();
      }
    },
    STEP_MS,
  );
});
