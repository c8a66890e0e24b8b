import { table } from '../../infra/docs/markdown.js';
import type { Results } from '../results.js';
import { FLOOR, LOG_TAILING, POLLING, TUTORIAL } from '../subjects/names.js';
import { spreadText } from './numbers.js';
import { ratio, spread, subjectsIn, type FigureOf, type Selection } from './series.js';

export type KindOfLoad = Pick<Selection, 'scenario' | 'kind'>;

/** A row of a table: one figure at one level of the load. */
export interface Row {
  readonly name: string;
  readonly level: number;
  readonly pick: FigureOf;
}

/** A column for each system. */
export function figureTable(
  results: Results,
  load: KindOfLoad,
  heading: string,
  rows: readonly Row[],
): string {
  const subjects = subjectsIn(results, load.scenario);
  const cells = rows.map(({ name, level, pick }) => [
    name,
    ...subjects.map((subject) => spreadText(spread(results, subject, { ...load, level }, pick))),
  ]);
  return table([heading, ...subjects], cells);
}

const comparisons = [FLOOR, TUTORIAL].flatMap((other) =>
  [POLLING, LOG_TAILING].map((own) => [own, other] as const),
);

/** A column for each relay beside each baseline. */
export function ratioTable(
  results: Results,
  load: KindOfLoad,
  heading: string,
  rows: readonly Row[],
): string {
  const cells = rows.map(({ name, level, pick }) => [
    name,
    ...comparisons.map((pair) => spreadText(ratio(results, pair, { ...load, level }, pick))),
  ]);
  return table([heading, ...comparisons.map((pair) => pair.join(' / '))], cells);
}
