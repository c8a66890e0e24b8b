import { table } from '../../infra/docs/markdown.js';
import type { Results, Turn } from '../results.js';
import { counts } from './series.js';

/** What the books say after each turn: how many orders there were, and what was wrong with them. */
export function ledgerTable({ turns }: Results): string {
  const bySubject = Map.groupBy(turns, ({ subject }) => subject);
  const rows = [...bySubject].map(([subject, own]) => [
    subject,
    `${own.filter(counts).length} of ${own.length}`,
    sum(own, ({ accepted }) => accepted).toLocaleString('en-GB'),
    sum(own, ({ refused }) => refused).toLocaleString('en-GB'),
    findingsOf(own),
  ]);
  return table(['', 'turns that count', 'orders', 'not accepted', 'wrong'], rows);
}

const sum = (turns: readonly Turn[], of: (figures: Turn['cells'][number]['figures']) => number): number =>
  turns.flatMap(({ cells }) => cells).reduce((total, { figures }) => total + of(figures), 0);

function findingsOf(turns: readonly Turn[]): string {
  const totals = new Map<string, number>();
  for (const [name, count] of turns.flatMap(({ findings }) => Object.entries(findings)))
    totals.set(name, (totals.get(name) ?? 0) + count);
  totals.set('turns broke off', turns.filter(({ error }) => error !== undefined).length);
  const found = [...totals].filter(([, count]) => count > 0);
  return found.map(([name, count]) => `${count.toLocaleString('en-GB')} ${name}`).join(', ') || 'none';
}
