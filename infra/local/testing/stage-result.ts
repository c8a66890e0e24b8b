import { existsSync, readFileSync } from 'node:fs';
import type { Stage } from './stages.js';

export interface StageResult {
  readonly stage: Stage;
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/** Counts of jest's report; a file that could not be run at all counts as one failure. */
export function countsOf(reportFile: string | undefined): { passed: number; failed: number } {
  if (!reportFile || !existsSync(reportFile)) return { passed: 0, failed: 0 };
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport;
  return { passed: report.numPassedTests, failed: report.numFailedTests + report.numRuntimeErrorTestSuites };
}

export function summary(results: readonly StageResult[], total: readonly Stage[]): string {
  const lines = total.map((stage) => {
    const result = results.find((one) => one.stage === stage);
    if (!result) return `  -      ${stage.title}: not run`;
    const counts = stage.jestProject ? `: ${result.passed} passed, ${result.failed} failed` : '';
    return `  ${result.ok ? 'ok    ' : 'FAILED'} ${stage.title}${counts} (${result.seconds} s)`;
  });
  const sum = (of: (result: StageResult) => number) => results.reduce((total, one) => total + of(one), 0);
  const totals = `${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed`;
  return ['', 'Summary', ...lines, '', totals].join('\n');
}
