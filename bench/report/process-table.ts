import { table } from '../../infra/docs/markdown.js';
import { spreadOf } from '../measure/statistics.js';
import type { Results, Turn } from '../results.js';
import { spreadText } from './numbers.js';
import { counts, subjectsIn } from './series.js';

const services = ['api-gateway', 'order', 'consumer', 'restaurant'];
const MIB = 2 ** 20;

type Of = (turn: Turn) => number;

/** Memory of the processes, and the time that they take to start. */
export function processTable(results: Results): string {
  const subjects = subjectsIn(results, 'load');
  const row = (name: string, of: Of): string[] => [
    name,
    ...subjects.map((subject) => spreadText(spreadOf(turnsOf(results, subject).map(of)))),
  ];
  const memory = (name: string, names: readonly string[], when: 'atRest' | 'peak'): string[] =>
    row(`${name}, ${when === 'atRest' ? 'at rest' : 'at most'}, MiB`, ({ memoryBytes }) =>
      names.reduce((sum, each) => sum + (memoryBytes[each]?.[when] ?? 0) / MIB, 0),
    );
  const rows = [
    memory('the four services', services, 'atRest'),
    memory('the four services', services, 'peak'),
    ...services.map((name) => memory(name, [name], 'peak')),
    memory('rabbitmq', ['rabbitmq'], 'peak'),
    row('start until all are ready, s', ({ startMs }) => startMs / 1_000),
  ];
  return table(['', ...subjects], rows);
}

const turnsOf = ({ turns }: Results, subject: string): Turn[] =>
  turns.filter((turn) => turn.scenario === 'load' && turn.subject === subject && counts(turn));
