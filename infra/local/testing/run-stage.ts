import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../project.js';
import { countsOf, type StageResult } from './stage-result.js';
import type { Stage } from './stages.js';

export interface RunOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Where jest's reports go. */
  readonly directory: string;
  readonly forJest: readonly string[];
  readonly stopped: AbortSignal;
}

export async function runStage(stage: Stage, options: RunOptions): Promise<StageResult> {
  console.log(`\n== ${stage.title}`);
  const startedAt = Date.now();
  const reportFile = stage.jestProject && join(options.directory, `${stage.name}.json`);
  const words = stage.jestProject
    ? jestWords(stage, reportFile ?? '', options.forJest)
    : ['npm', 'run', '--silent', stage.script ?? ''];
  const code = await exitCodeOf(words, { ...options, env: { ...options.env, ...stage.env } });
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  return { stage, ok: code === 0, seconds, ...countsOf(reportFile) };
}

const jestWords = (
  { jestProject = '', oneByOne }: Stage,
  reportFile: string,
  forJest: readonly string[],
): string[] => [
  process.execPath,
  join(projectRoot, 'node_modules/jest/bin/jest.js'),
  ...forJest,
  ...(oneByOne ? ['--runInBand'] : []),
  '--passWithNoTests',
  '--json',
  `--outputFile=${reportFile}`,
  '--selectProjects',
  jestProject,
];

function exitCodeOf(words: readonly string[], { env, stopped }: RunOptions): Promise<number> {
  const [command = '', ...args] = words;
  const child = spawn(command, args, {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: 'inherit',
    signal: stopped,
    killSignal: 'SIGTERM',
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
