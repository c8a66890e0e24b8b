import { setTimeout as delay } from 'node:timers/promises';
import { withBed, type Bed } from './bed.js';
import { measure } from './cell.js';
import { drain } from './drain.js';
import { grow, shrink } from './growth/growth.js';
import { readMemory } from './measure/meters.js';
import type { Cell, Scenario, Settings, Turn } from './results.js';
import { isClean, type Findings, type Subject } from './subjects/subject.js';

const WARM_UP_SECONDS = 15;
/** What a quiet system may still have to tidy up before its books are read. */
const TIDY_MS = 30_000;

type Cells = (bed: Bed, settings: Settings) => AsyncGenerator<Cell, void>;

const cellsOf: Readonly<Record<Scenario, Cells>> = {
  async *load(bed, { concurrency, perSecond, seconds }) {
    for (const level of concurrency)
      yield {
        kind: 'closed',
        level,
        figures: await measure(bed, `closed ${level}`, { kind: 'closed', concurrency: level, seconds }),
      };
    for (const level of perSecond)
      yield {
        kind: 'open',
        level,
        figures: await measure(bed, `open ${level}`, { kind: 'open', perSecond: level, seconds }),
      };
  },
  async *drain(bed, { backlog }) {
    yield { kind: 'drain', level: backlog, figures: await drain(bed, backlog) };
  },
  async *growth(bed, { rows, seconds }) {
    const load = { kind: 'closed', concurrency: 50, seconds } as const;
    yield { kind: 'closed', level: 50, figures: await measure(bed, 'before', load) };
    await grow(bed.subject, rows);
    yield { kind: 'grown', level: rows, figures: await measure(bed, 'after', load) };
    await shrink(bed.subject);
  },
  async *scale(bed, { seconds }) {
    const figures = await measure(bed, 'closed 50', { kind: 'closed', concurrency: 50, seconds });
    yield { kind: 'closed', level: 50, figures };
  },
};

export interface Place {
  readonly round: number;
  readonly scenario: Scenario;
  readonly settings: Settings;
}

/** One system from its start to its end; `report` hears of each figure when it is there. Rejects when it breaks off. */
export const takeTurn = (
  subject: Subject,
  { round, scenario, settings }: Place,
  report: (cell: Cell) => void,
): Promise<Turn> =>
  withBed(subject, async (bed) => {
    const rest = readMemory(bed.servers);
    await warmUp(bed, settings);
    const cells: Cell[] = [];
    for await (const cell of cellsOf[scenario](bed, settings)) {
      cells.push(cell);
      report(cell);
    }
    const memory = Object.entries(readMemory(bed.servers)).map(([name, { peak }]) => [
      name,
      { atRest: rest[name]?.now ?? 0, peak },
    ]);
    const { startMs } = bed.subject;
    const findings = await auditInTime(bed);
    return {
      round,
      scenario,
      subject: subject.name,
      startMs,
      memoryBytes: Object.fromEntries(memory),
      cells,
      findings,
    };
  });

/** Not measured: programs get faster while they run first. */
const warmUp = (bed: Bed, { seconds }: Settings): Promise<unknown> =>
  measure(bed, 'warm up', { kind: 'closed', concurrency: 10, seconds: Math.min(seconds, WARM_UP_SECONDS) });

async function auditInTime({ subject, attempts }: Bed): Promise<Findings> {
  const giveUpAt = performance.now() + TIDY_MS;
  for (;;) {
    const findings = await subject.audit(attempts);
    if (isClean(findings) || performance.now() > giveUpAt) return findings;
    await delay(1_000);
  }
}
