import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type { Stage } from './stages.js';

export interface StageResult {
  readonly stage: Stage;
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
  /** What did not pass, and why; told again at the end, where it is not to be searched for. */
  readonly failures: readonly string[];
  readonly seconds: number;
}

interface JestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    /** Why the file could not be run, or not to its end; otherwise the failures of its tests, once more. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** The part of a stage's result that jest's report tells. */
export type Verdict = Pick<StageResult, 'ok' | 'passed' | 'failed' | 'failures'>;

const MOST_LINES = 12;

/** What jest's report says; a file that could not be run to its end counts as one failure, and no report is none. */
export function readReport(reportFile: string | undefined): Verdict {
  if (!reportFile || !existsSync(reportFile)) return { ok: false, passed: 0, failed: 0, failures: [] };
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return { ok: report.success, passed: report.numPassedTests, failed, failures: failuresIn(report) };
}

const failuresIn = ({ testResults }: JestReport): string[] =>
  testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0 && message) return [failure(name, message)];
    return failed.map(({ fullName, failureMessages }) => failure(fullName, failureMessages.join('\n')));
  });

/** Without the stack and the colours. */
function failure(of: string, message: string): string {
  const lines = stripVTControlCharacters(message).split('\n');
  const telling = lines.filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  return [of, ...telling.slice(0, MOST_LINES).map((line) => `  ${line}`)].join('\n');
}

export function summary(results: readonly StageResult[], total: readonly Stage[]): string {
  const lines = total.map((stage) => {
    const result = results.find((one) => one.stage === stage);
    if (!result) return `  -      ${stage.title}: not run`;
    const counts = stage.jestProject ? `: ${result.passed} passed, ${result.failed} failed` : '';
    const line = `  ${result.ok ? 'ok    ' : 'FAILED'} ${stage.title}${counts} (${result.seconds} s)`;
    return [line, ...result.failures.map(indented)].join('\n');
  });
  const sum = (of: (result: StageResult) => number) => results.reduce((total, one) => total + of(one), 0);
  const totals = `${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed`;
  return ['', 'Summary', ...lines, '', totals].join('\n');
}

const indented = (text: string): string => text.replace(/^/gm, ' '.repeat('  FAILED '.length));
