import { isClean, type Verdict } from '#testing';
import { appendFileSync } from 'node:fs';
import type { FaultLine } from '../../local/index.js';
import { seed } from './random.js';

/** Names the file where the report is collected; the test run prints it at its end. */
const REPORT_FILE = 'FAULTS_REPORT';

export interface Finding {
  readonly row: number;
  readonly fault: string;
  readonly verdict: Verdict;
  readonly unaccepted: readonly string[];
  readonly recoverySeconds?: number;
}

export function report({ row, fault, verdict, unaccepted, recoverySeconds }: Finding): void {
  const file = process.env[REPORT_FILE];
  const { accepted, terminal, lost, unexpected, doubled, stuck, reordered } = verdict;
  const line: FaultLine = {
    row,
    fault,
    accepted,
    terminal,
    lost: lost.length,
    unexpected: unexpected.length,
    doubled: doubled.length,
    stuck: stuck.length,
    reordered: reordered.length,
    unaccepted: unaccepted.length,
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
