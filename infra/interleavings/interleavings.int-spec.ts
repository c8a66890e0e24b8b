import fc from 'fast-check';
import { defences } from './defences.js';
import { everythingAddsUp, seed } from './property.js';
import { startThreeServices, stopThreeServices, type ThreeServices } from './three-services.js';
import { allowedMoves } from './moves.js';

/** So many that every move of the transition tables is among them. */
const RUNS = Math.max(Number(process.env.INTERLEAVINGS ?? 100), 100);
/** Every defence is missed within a hundred or so. */
const RUNS_WITHOUT_A_DEFENCE = 2_000;

describe('the saga and its participants, in any interleaving of their messages', () => {
  let services: ThreeServices;

  beforeAll(async () => {
    process.stdout.write(`${RUNS} interleavings, FAULTS_SEED=${seed}\n`);
    services = await startThreeServices();
  });

  afterEach(() => jest.restoreAllMocks());
  afterAll(() => stopThreeServices(services));

  it('come to an end for every order, with credit and tickets in agreement', async () => {
    const seen = new Set<string>();
    const property = everythingAddsUp(services, ({ orderMoves, ticketMoves }) => {
      for (const { from, to } of [...orderMoves, ...ticketMoves]) seen.add(`${from} ${to}`);
    });
    await fc.assert(property, { numRuns: RUNS, seed });
    const possible = [...allowedMoves.order, ...allowedMoves.ticket];
    expect(possible.filter(({ from, to }) => !seen.has(`${from} ${to}`))).toEqual([]);
  }, 600_000);

  it.each(defences)(
    'would disagree in the end, were it not that $defence',
    async ({ switchOff, harm }) => {
      switchOff();
      const { failed, errorInstance } = await fc.check(everythingAddsUp(services), {
        numRuns: RUNS_WITHOUT_A_DEFENCE,
        seed,
        endOnFailure: true,
      });
      expect(failed).toBe(true);
      expect(String(errorInstance)).toMatch(harm);
    },
    600_000,
  );
});
