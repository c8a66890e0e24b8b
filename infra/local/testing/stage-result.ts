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
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

export interface Verdict {
  readonly ok: boolean;
  readonly counts: { readonly passed: number; readonly failed: number };
}

/** What jest's report says; a file that could not be run at all counts as one failure, and no report is none. */
export function readReport(reportFile: string | undefined): Verdict {
  if (!reportFile || !existsSync(reportFile)) return { ok: false, counts: { passed: 0, failed: 0 } };
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return { ok: report.success, counts: { passed: report.numPassedTests, failed } };
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
