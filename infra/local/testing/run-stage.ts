import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project.js';
import { readReport, type StageResult } from './stage-result.js';
import type { Stage } from './stages.js';

/** How long jest may take to exit after it has written its report. */
const FAREWELL_MS = 20_000;
const LOOK_EVERY_MS = 500;

export interface RunOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Where jest's reports go. */
  readonly directory: string;
  readonly forJest: readonly string[];
  readonly stopped: AbortSignal;
}

/** Runs one stage to its end. Never rejects: what cannot be run has failed. */
export async function runStage(stage: Stage, options: RunOptions): Promise<StageResult> {
  console.log(`\n== ${stage.title}`);
  const startedAt = Date.now();
  const reportFile = stage.jestProject && join(options.directory, `${stage.name}.json`);
  const words = reportFile
    ? jestWords(stage, reportFile, options.forJest)
    : ['npm', 'run', '--silent', stage.script ?? ''];
  const child = start(words, { ...options, env: { ...options.env, ...stage.env } });
  const farewell = reportFile ? endAfterReport(child, reportFile) : undefined;
  const code = await exitCodeOf(child);
  clearInterval(farewell);
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  const report = readReport(reportFile);
  return { ...report, stage, ok: code === 0 || (child.signalCode === 'SIGKILL' && report.ok), seconds };
}

const jestWords = (
  { jestProject = '', workers, only }: Stage,
  reportFile: string,
  forJest: readonly string[],
): string[] => [
  process.execPath,
  join(projectRoot, 'node_modules/jest/bin/jest.js'),
  ...forJest,
  ...(workers ? [`--maxWorkers=${workers}`] : []),
  '--passWithNoTests',
  '--json',
  `--outputFile=${reportFile}`,
  '--selectProjects',
  jestProject,
  ...(only ? ['--testPathPatterns', only] : []),
];

function start(words: readonly string[], { env, stopped }: RunOptions): ChildProcess {
  const [command = '', ...args] = words;
  return spawn(command, args, {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: 'inherit',
    signal: stopped,
    killSignal: 'SIGTERM',
  });
}

/**
 * Node can spin for ever after the last line of JavaScript, in its own clean-up of handles (seen in
 * `Environment::CleanupHandles`, Node 24). The report is complete then, and decides.
 */
function endAfterReport(child: ChildProcess, reportFile: string): NodeJS.Timeout {
  const looks = setInterval(() => {
    if (!existsSync(reportFile)) return;
    clearInterval(looks);
    const end = setTimeout(() => {
      console.log(`Jest has reported and does not exit: it is ended after ${FAREWELL_MS / 1_000} s.`);
      child.kill('SIGKILL');
    }, FAREWELL_MS);
    child.once('exit', () => clearTimeout(end));
  }, LOOK_EVERY_MS);
  return looks;
}

const exitCodeOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
