import { spawn, spawnSync } from 'node:child_process';
import { projectRoot } from '../local/index.js';

/** Compose 2 is a plugin of the engine's command, 1.29 a program of its own. */
const isPlugin = spawnSync('docker', ['compose', 'version']).status === 0;
const [program = '', ...before] = isPlugin ? ['docker', 'compose'] : ['docker-compose'];

/** Runs a command of Compose; which files and project it is about, its environment says. Rejects when it fails. */
export function compose(words: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const child = spawn(program, [...before, ...words], { cwd: projectRoot, env, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ${words.join(' ')} ended with ${code}`));
    });
  });
}
