// Runs a compiled program of infra/, or the benchmark, from any checkout: `node run.mjs start`, `node run.mjs operations/..`. Plain JavaScript without dependencies,
// because it is there before anything is installed or built.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';
import { handOver } from './hand-over.mjs';
import { installIfStale } from './install.mjs';
import { nodeProgram, refuseOldNode } from './node-program.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const [name, ...args] = process.argv.slice(2);
const program = name === 'bench' ? 'bench/main' : `infra/${name.includes('/') ? name : `local/${name}`}`;

try {
  refuseOldNode();
  await installIfStale(root);
  const node = nodeProgram(root);
  await buildIfStale(root, node);
  await handOver(node, [join(root, 'dist', `${program}.js`), ...args], root);
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
