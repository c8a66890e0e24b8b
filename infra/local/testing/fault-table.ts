import { existsSync, readFileSync } from 'node:fs';

/** One line of the report that the fault tests write. */
export interface FaultLine {
  /** The promise's number in docs/failure-modes.md. */
  readonly row: number;
  readonly fault: string;
  readonly accepted: number;
  readonly terminal: number;
  readonly lost: number;
  readonly unexpected: number;
  readonly doubled: number;
  readonly stuck: number;
  readonly reordered: number;
  /** Requests that were not answered 202, and repeated. */
  readonly unaccepted: number;
  /** From the end of the fault until every order placed before it was terminal. */
  readonly recoverySeconds?: number;
  readonly seed: number;
}

const NUMBERS = ['accepted', 'terminal', 'lost', 'unexpected', 'doubled', 'stuck', 'reordered'] as const;

/** The report of the fault tests as a table, by row; undefined when there is none. */
export function faultTable(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as FaultLine)
    .toSorted((one, other) => one.row - other.row);
  const rows = [[...NUMBERS, 'recovery s', 'fault'], ...lines.map(cellsOf)];
  return ['', `Faults, seed ${lines[0]?.seed}`, '', ...rows.map(textOf)].join('\n');
}

const cellsOf = (line: FaultLine): string[] => [
  ...NUMBERS.map((name) => String(line[name])),
  line.recoverySeconds?.toFixed(1) ?? '',
  `${line.row}: ${line.fault}`,
];

const textOf = (cells: readonly string[]): string =>
  cells.map((cell, index) => (index === cells.length - 1 ? cell : cell.padStart(10))).join('  ');
