import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { runStep } from './run-step.mjs';

const SOURCES = ['apps', 'libs', 'infra', 'bench', '.swcrc', 'package.json'];

/** Builds into dist/ unless it was built from these very sources. */
export async function buildIfStale(root, node) {
  const stamp = join(root, 'dist/.built-from');
  const sources = fingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  const path = [dirname(node), process.env.PATH].join(delimiter);
  await runStep('Building', 'npm', ['run', '--silent', 'build'], root, { PATH: path });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, sources);
}

function fingerprint(root) {
  const hash = createHash('sha256');
  for (const source of SOURCES) for (const line of filesIn(join(root, source))) hash.update(`${line}\n`);
  return hash.digest('hex');
}

function filesIn(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [`${path} ${stats.mtimeMs} ${stats.size}`];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}
