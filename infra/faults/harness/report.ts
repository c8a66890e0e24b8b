import { isClean, type Verdict } from '#testing';
import { appendFileSync } from 'node:fs';
import { seed } from './random.js';

/** One line of the fault report. */
export interface ReportLine {
  /** The promise's number in the table of docs/failure-modes.md. */
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

/** Where the report is collected; the test stage prints it at its end. */
export const REPORT_FILE = 'FAULTS_REPORT';

export interface Finding {
  readonly row: number;
  readonly fault: string;
  readonly verdict: Verdict;
  readonly unaccepted: number;
  readonly recoverySeconds?: number;
}

export function report({ row, fault, verdict, unaccepted, recoverySeconds }: Finding): void {
  const file = process.env[REPORT_FILE];
  const { accepted, terminal, lost, unexpected, doubled, stuck, reordered } = verdict;
  const line: ReportLine = {
    row,
    fault,
    accepted,
    terminal,
    lost: lost.length,
    unexpected: unexpected.length,
    doubled: doubled.length,
    stuck: stuck.length,
    reordered: reordered.length,
    unaccepted,
    recoverySeconds,
    seed,
  };
  if (file) appendFileSync(file, `${JSON.stringify(line)}\n`);
  const recovered = recoverySeconds === undefined ? '' : `, recovered in ${recoverySeconds.toFixed(1)} s`;
  progress(`row ${row}: ${fault}: ${accepted} accepted, ${terminal} terminal${recovered}`);
  if (!isClean(verdict)) progress(`row ${row}: ${fault}: ${JSON.stringify(verdict, null, 2)}`);
}

/** At once: what goes through the console jest keeps until the file is done. */
export const progress = (line: string): void => void process.stdout.write(`${line} (seed ${seed})\n`);
