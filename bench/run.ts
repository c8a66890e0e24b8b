import { describeMachine } from './machine.js';
import type { Cell, Results, Scenario, Turn } from './results.js';
import type { Choice } from './settings.js';
import { subjects, variants } from './subjects/all.js';
import { LOG_TAILING, POLLING } from './subjects/names.js';
import type { Subject } from './subjects/subject.js';
import { takeTurn } from './turn.js';

const subjectsOf: Readonly<Record<Scenario, readonly Subject[]>> = {
  load: subjects,
  drain: subjects,
  growth: subjects.filter(({ name }) => name === POLLING || name === LOG_TAILING),
  scale: variants,
};

/** Runs what is chosen; `save` is called after each turn, so that a run that is cut short has brought something. */
export async function runBenchmark(
  choice: Choice,
  stopped: AbortSignal,
  save: (results: Results) => void,
): Promise<Results> {
  const { settings } = choice;
  const turns: Turn[] = [];
  const results = { machine: await describeMachine(), settings, turns };
  for (const scenario of choice.scenarios)
    for (let round = 1; round <= settings.rounds; round++)
      for (const subject of inTurn(chosen(scenario, choice), round)) {
        stopped.throwIfAborted();
        console.log(`\n${scenario}, round ${round} of ${settings.rounds}: ${subject.name}`);
        turns.push(await turnOrError(subject, { round, scenario, settings }));
        save(results);
      }
  return results;
}

const chosen = (scenario: Scenario, { only }: Choice): readonly Subject[] =>
  subjectsOf[scenario].filter(({ name }) => only?.includes(name) ?? true);

/** Every other round backwards, so that what else the machine does meets all of them. */
const inTurn = (all: readonly Subject[], round: number): readonly Subject[] =>
  round % 2 ? all : all.toReversed();

async function turnOrError(subject: Subject, place: Parameters<typeof takeTurn>[1]): Promise<Turn> {
  const { round, scenario } = place;
  try {
    const turn = await takeTurn(subject, place, show);
    console.log(`  ledger: ${JSON.stringify(turn.findings)}`);
    return turn;
  } catch (error) {
    console.error(error);
    const message = error instanceof Error ? error.message : String(error);
    const nothing = { startMs: 0, memoryBytes: {}, cells: [], findings: {} };
    return { round, scenario, subject: subject.name, ...nothing, error: message };
  }
}

function show({ kind, level, figures }: Cell): void {
  const { accepted, refused, validated, validatedPerSecond, posted, decided } = figures;
  const ms = (value = NaN): string => `${value.toFixed(1)} ms`;
  console.log(
    `  ${kind} ${level}: ${accepted} accepted, ${refused} refused, ${validated} validated, ` +
      `${validatedPerSecond.toFixed(0)}/s; POST ${ms(posted.p50)}, p99 ${ms(posted.p99)}; ` +
      `VALIDATED ${ms(decided.p50)}, p99 ${ms(decided.p99)}`,
  );
}
