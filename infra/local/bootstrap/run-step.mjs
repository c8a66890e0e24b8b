import { spawn } from 'node:child_process';

const PROGRESS_INTERVAL_MS = 10_000;

/** Runs a program to its end under a heading, with a sign of life where it takes long. Throws when it fails. */
export async function runStep(title, command, args, cwd, env = {}) {
  console.log(`${title} (${command} ${args.join(' ')})`);
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1_000);
  const progress = setInterval(() => console.log(`  .. ${seconds()} s`), PROGRESS_INTERVAL_MS);
  try {
    const code = await exitOf(
      spawn(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } }),
    );
    if (code !== 0) throw new Error(`${title} failed: "${command} ${args.join(' ')}" ended with ${code}.`);
  } finally {
    clearInterval(progress);
  }
}

function exitOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
}
