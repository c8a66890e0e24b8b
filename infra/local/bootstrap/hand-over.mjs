import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_CHECK_INTERVAL_MS = 500;

/** Runs the program in this one's place: its terminal, its signals, its exit code. */
export async function handOver(node, args, cwd) {
  const PATH = [dirname(node), process.env.PATH].join(delimiter);
  const child = spawn(node, ['--enable-source-maps', ...args], {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, PATH },
  });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  const orphaned = stopWhenOrphaned(child);
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
  clearInterval(orphaned);
}

/** When npm is killed the hard way nobody passes its end on: without this the system would run on, unseen. */
function stopWhenOrphaned(child) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event) return undefined;
  return setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, PARENT_CHECK_INTERVAL_MS);
}
