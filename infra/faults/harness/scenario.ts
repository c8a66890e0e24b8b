import { setTimeout as delay } from 'node:timers/promises';
import { eventually, isClean, type Allowances, type Verdict } from '#testing';
import { keepEvidence } from './evidence.js';
import type { FaultBed } from './fault-bed.js';
import type { Load } from './load.js';
import { rememberedPast } from './past.js';
import { progress, report } from './report.js';

export interface Fault {
  /** Brings it about. */
  readonly strike: () => Promise<unknown>;
  /** How long it stays before it is lifted; no time unless given. */
  readonly lastsMs?: number;
  /** Ends it; the time of recovery counts from here on. */
  readonly lift?: () => Promise<unknown>;
}

export interface Scenario {
  /** The promise's number in the table of docs/failure-modes.md. */
  readonly row: number;
  readonly fault: string;
  /** At least: they keep coming until the fault is over. */
  readonly orders: number;
  readonly perSecond: number;
  /** The part of the orders after which the fault begins; a third unless given. */
  readonly strikeAfter?: number;
  readonly allowed?: Allowances;
}

/** Longer than the deadline of an order: what is given up is found, too. */
const QUIET_MS = 180_000;
/** How long a test with one fault may take: more than all its waiting, whose failures say more than the end of a test does. */
export const STEP_MS = 2 * QUIET_MS + 120_000;
/** What is merely on its way is gone after this time: a relay holds back for 5 s what was refused. */
const PERSISTENT_MS = 10_000;
const STRIKE_AFTER = 1 / 3;

export interface Outcome {
  readonly verdict: Verdict;
  /** Of requests for an order that were not answered with a 202, what came of them; each was repeated until it was. */
  readonly unaccepted: readonly string[];
  readonly recoverySeconds?: number;
}

/** Drives load, lets the fault happen in the middle of it, and reports what the ledger says when all is quiet. */
export async function survive(bed: FaultBed, scenario: Scenario, fault?: Fault): Promise<Outcome> {
  try {
    return await endure(bed, scenario, fault);
  } catch (error) {
    await keepEvidence(bed, scenario.allowed).catch((reason: unknown) => progress(String(reason)));
    throw error;
  }
}

async function endure(bed: FaultBed, scenario: Scenario, fault?: Fault): Promise<Outcome> {
  progress(`row ${scenario.row}: ${scenario.fault} ..`);
  const before = await bed.verdict();
  const load = await bed.load(scenario);
  const recoverySeconds = fault && (await suffer(bed, load, scenario, fault).finally(() => load.letEnd()));
  const { unaccepted } = await load.finish();
  const verdict = await whenQuiet(bed, scenario.allowed);
  report({ ...scenario, verdict: ofThisLoad(verdict, before), recoverySeconds, unaccepted });
  expect(bed.crashes).toEqual([]);
  expect(verdict).toEqual(clean);
  return { verdict, recoverySeconds, unaccepted };
}

/** The opposite: fails unless the ledger finds something of these kinds, and finds it still a moment later. */
export async function suffers(
  bed: FaultBed,
  scenario: Scenario & { readonly finds: Finds; readonly withinMs: number },
  fault?: Fault,
): Promise<void> {
  const { row, fault: title, finds, allowed, withinMs } = scenario;
  const load = await bed.load(scenario);
  if (fault) await suffer(bed, load, scenario, fault, false).finally(() => load.letEnd());
  const { unaccepted } = await load.finish();
  const findings = async (): Promise<string[]> => {
    const harm = { ...(await bed.verdict(allowed)), ...(await harmBesides(bed, unaccepted)) };
    return finds.flatMap((kind) => harm[kind]);
  };
  await eventually(() => demandNoneOpen(bed), withinMs).catch(() => {});
  const found = await eventually(async () => {
    const before = new Set(await findings());
    await delay(PERSISTENT_MS);
    const [lasting] = (await findings()).filter((finding) => before.has(finding));
    if (!lasting) throw new Error(`The ledger noticed nothing of the kind: ${finds.join(', ')}`);
    return lasting;
  }, withinMs);
  progress(`row ${row}: ${title}: noticed: ${found}`);
}

/** Kinds of findings, one of which is enough: the ledger's, and what specs of single promises look at besides. */
export type Finds = readonly (keyof typeof noFindings | keyof Awaited<ReturnType<typeof harmBesides>>)[];

const harmBesides = async (bed: FaultBed, unaccepted: readonly string[]) => ({
  unaccepted,
  remembered: await rememberedPast(bed),
});

const noFindings = { lost: [], unexpected: [], doubled: [], stuck: [], reordered: [] };
const clean = expect.objectContaining(noFindings) as unknown;

async function suffer(
  bed: FaultBed,
  load: Load,
  { orders, strikeAfter = STRIKE_AFTER }: Scenario,
  { strike, lastsMs = 0, lift }: Fault,
  waitForRecovery = true,
): Promise<number | undefined> {
  await load.sent(Math.floor(orders * strikeAfter));
  await strike();
  await delay(lastsMs);
  const liftedAt = performance.now();
  await lift?.();
  if (!waitForRecovery) return undefined;
  const [row] = await eventually(() => bed.query<{ now: Date }>('order', 'SELECT now()'));
  await eventually(async () => {
    if ((await bed.unfinished(row?.now)) > 0)
      throw new Error(['Orders from before the end of the fault are open', ...bed.crashes].join('\n'));
  }, QUIET_MS);
  return (performance.now() - liftedAt) / 1_000;
}

/** The verdict as soon as it is clean, or as it is when time is up. */
async function whenQuiet(bed: FaultBed, allowed?: Allowances): Promise<Verdict> {
  const cleanVerdict = async (): Promise<Verdict> => {
    const verdict = await bed.verdict(allowed);
    if (!isClean(verdict)) throw new Error('The ledger has findings');
    return verdict;
  };
  return eventually(() => demandNoneOpen(bed), QUIET_MS)
    .then(() => eventually(cleanVerdict, QUIET_MS))
    .catch(() => bed.verdict(allowed));
}

async function demandNoneOpen(bed: FaultBed): Promise<void> {
  if ((await bed.unfinished()) > 0) throw new Error('Orders are open');
}

const ofThisLoad = (verdict: Verdict, before: Verdict): Verdict => ({
  ...verdict,
  accepted: verdict.accepted - before.accepted,
  terminal: verdict.terminal - before.terminal,
});
