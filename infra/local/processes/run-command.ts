import { spawn } from 'node:child_process';

const PROGRESS_INTERVAL_MS = 5_000;
const KEPT_OUTPUT = 4_000;

export interface RunOptions {
  /** What it is called when it fails. */
  readonly title: string;
  readonly report: (line: string) => void;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** Runs a command to its end with a sign of life where it takes long; throws its last words when it fails. */
export async function runCommand(words: readonly string[], options: RunOptions): Promise<void> {
  const [command = '', ...args] = words;
  const { title, report, user, env = process.env, cwd } = options;
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1_000);
  const progress = setInterval(() => report(`.. ${seconds()} s`), PROGRESS_INTERVAL_MS);
  let output = '';
  const child = spawn(command, args, { env, cwd, ...user, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-KEPT_OUTPUT);
    });
  const end = await new Promise<string | number>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code ?? signal ?? ''));
  }).finally(() => clearInterval(progress));
  if (end !== 0) throw new Error(`${title} failed (${end}):\n${output.trim()}`);
}
