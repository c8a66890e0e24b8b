import { scenarios, type Scenario, type Settings } from './results.js';
import { subjects, variants } from './subjects/all.js';

/** What the variables of a run say. */
export interface Choice {
  readonly settings: Settings;
  readonly scenarios: readonly Scenario[];
  /** The systems to run; all unless some are named. */
  readonly only?: readonly string[];
  /** Gets the results and, with the page's figures, the plots. */
  readonly output: string;
}

const subjectNames = [...subjects, ...variants].map(({ name }) => name);

const DEFAULT_OUTPUT = 'docs/performance';

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws a sentence that names the variable with a wrong value. */
export function chooseFrom(env: Environment): Choice {
  const numbers = (name: string, fallback: readonly number[]): readonly number[] =>
    env[name] === undefined ? fallback : wordsOf(env[name]).map((word) => positive(name, word));
  const number = (name: string, fallback: number): number => numbers(name, [fallback])[0] ?? fallback;
  return {
    settings: {
      rounds: number('BENCH_ROUNDS', 5),
      seconds: number('BENCH_SECONDS', 20),
      concurrency: numbers('BENCH_CONCURRENCY', [1, 10, 50, 200]),
      perSecond: numbers('BENCH_RATES', [50, 100, 200, 400]),
      backlog: number('BENCH_BACKLOG', 50_000),
      rows: number('BENCH_ROWS', 1_000_000),
    },
    scenarios: wordsOf(env.BENCH_SCENARIOS ?? scenarios.join()).map(scenarioOf),
    only: env.BENCH_ONLY === undefined ? undefined : wordsOf(env.BENCH_ONLY).map(subjectOf),
    output: env.BENCH_OUTPUT ?? DEFAULT_OUTPUT,
  };
}

const wordsOf = (list: string): string[] =>
  list
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

function positive(name: string, word: string): number {
  const value = Number(word);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new Error(`${name} must be positive numbers, separated by commas; "${word}" is none.`);
}

const scenarioOf = (word: string): Scenario => oneOf('BENCH_SCENARIOS', scenarios, word);
const subjectOf = (word: string): string => oneOf('BENCH_ONLY', subjectNames, word);

function oneOf<Word extends string>(name: string, words: readonly Word[], word: string): Word {
  const found = words.find((each) => each === word);
  if (found) return found;
  throw new Error(`${name} may be ${words.join(', ')}; "${word}" is none of them.`);
}
