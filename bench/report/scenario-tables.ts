import { table } from '../../infra/docs/markdown.js';
import type { Figures, Results } from '../results.js';
import { spreadText } from './numbers.js';
import { byRound, ratioOf, spread, subjectsIn, type Selection } from './series.js';
import { figureTable, ratioTable } from './tables.js';

const rate = ({ validatedPerSecond }: Figures): number => validatedPerSecond;
/** How fast a backlog goes. */
export function drainTables(results: Results): string {
  const level = results.settings.backlog;
  const rows = [{ name: level.toLocaleString('en-GB'), level, pick: rate }];
  const load = { scenario: 'drain', kind: 'drain' } as const;
  return `${figureTable(results, load, 'orders that wait', rows)}\n\n${ratioTable(results, load, 'ratios', rows)}`;
}

/** What a long life changes. */
export function growthTable(results: Results): string {
  const { rows: orders } = results.settings;
  const before = { scenario: 'growth', kind: 'closed', level: 50 } as const;
  const after = { scenario: 'growth', kind: 'grown', level: orders } as const;
  const subjects = subjectsIn(results, 'growth');
  const cells = (selection: Selection): string[] =>
    subjects.map((subject) => spreadText(spread(results, subject, selection, rate)));
  const compared = subjects.map((subject) => {
    const rates = (selection: Selection) => byRound(results, subject, selection, rate);
    return spreadText(ratioOf(rates(after), rates(before)));
  });
  return table(
    ['orders of the past', ...subjects],
    [
      ['0', ...cells(before)],
      [orders.toLocaleString('en-GB'), ...cells(after)],
      ['ratio', ...compared],
    ],
  );
}

/** What more shards and more instances change. */
export function scaleTable(results: Results): string {
  const selection = { scenario: 'scale', kind: 'closed', level: 50 } as const;
  const rows = subjectsIn(results, 'scale').map((subject) => [
    subject,
    spreadText(spread(results, subject, selection, rate)),
    spreadText(spread(results, subject, selection, ({ decided }) => decided.p50)),
  ]);
  return table(['', 'VALIDATED per second', 'to VALIDATED p50, ms'], rows);
}
