import { spreadOf, type Spread } from '../measure/statistics.js';
import type { Cell, Figures, Results, Scenario, Turn } from '../results.js';
import { TUTORIAL } from '../subjects/names.js';
import { isClean } from '../subjects/subject.js';

/** Which cells of which turns. */
export interface Selection {
  readonly scenario: Scenario;
  readonly kind: Cell['kind'];
  readonly level: number;
}

export type FigureOf = (figures: Figures) => number | undefined;
export type ByRound = ReadonlyMap<number, number>;

/** A turn that lost an order has no figures; but for the tutorial, which has promised nothing. */
export const counts = ({ error, subject, findings }: Turn): boolean =>
  error === undefined && (subject === TUTORIAL || isClean(findings));

/** One figure of a system in each round that counts. */
export function byRound(results: Results, subject: string, selection: Selection, pick: FigureOf): ByRound {
  const { scenario, kind, level } = selection;
  const turns = results.turns.filter(
    (turn) => turn.subject === subject && turn.scenario === scenario && counts(turn),
  );
  const found = turns.flatMap(({ round, cells }) => {
    const cell = cells.find((each) => each.kind === kind && each.level === level);
    const value = cell && pick(cell.figures);
    return value === undefined ? [] : [[round, value] as const];
  });
  return new Map(found);
}

export const spread = (
  results: Results,
  subject: string,
  selection: Selection,
  pick: FigureOf,
): Spread | undefined => spreadOf([...byRound(results, subject, selection, pick).values()]);

/** Round by round, since what else the machine did in one round has met both. */
export function ratio(
  results: Results,
  [one, other]: readonly [string, string],
  selection: Selection,
  pick: FigureOf,
): Spread | undefined {
  return ratioOf(byRound(results, one, selection, pick), byRound(results, other, selection, pick));
}

/** Of the rounds that have both. */
export function ratioOf(own: ByRound, others: ByRound): Spread | undefined {
  const ratios = [...own].flatMap(([round, value]) => {
    const other = others.get(round);
    return other ? [value / other] : [];
  });
  return spreadOf(ratios);
}

/** The systems that were measured in a scenario, in the order in which they came first. */
export const subjectsIn = (results: Results, scenario: Scenario): string[] => [
  ...new Set(
    results.turns
      .filter((turn) => turn.scenario === scenario)
      .toSorted((one, other) => one.round - other.round)
      .map(({ subject }) => subject),
  ),
];
