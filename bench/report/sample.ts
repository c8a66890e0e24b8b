import type { Figures, Results, Turn } from '../results.js';

/** Results of no machine, for specs. */

const latency = (p50: number) => ({ p50, p99: p50 * 3, max: p50 * 5 });

export const sampleFigures = (validatedPerSecond: number): Figures => ({
  accepted: 100,
  refused: 0,
  validated: 100,
  acceptedPerSecond: validatedPerSecond,
  validatedPerSecond,
  posted: latency(3),
  decided: latency(16),
  cpuMsPerOrder: { order: 1 },
  writtenBytesPerOrder: { postgres: 2_048 },
  walBytesPerOrder: 4_096,
  transactionsPerOrder: 2.5,
});

export const sampleTurn = (subject: string, round: number, rate: number): Turn => ({
  round,
  scenario: 'load',
  subject,
  startMs: 2_000,
  memoryBytes: { order: { atRest: 2 ** 27, peak: 2 ** 28 } },
  cells: [{ kind: 'closed', level: 50, figures: sampleFigures(rate) }],
  findings: { lost: 0 },
});

export const sampleResults = (turns: readonly Turn[]): Results => ({
  machine: {
    measuredAt: '2026-01-01T00:00:00.000Z',
    cpu: 'Abacus',
    cores: 2,
    memoryBytes: 2 ** 34,
    system: 'Linux 6.1',
    node: 'v24.0.0',
    postgres: '15.1',
    rabbitmq: '3.10.8',
    syncMs: 1.25,
  },
  settings: { rounds: 2, seconds: 20, concurrency: [50], perSecond: [], backlog: 1_000, rows: 1_000 },
  turns,
});
