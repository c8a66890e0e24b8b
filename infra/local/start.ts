import { join } from 'node:path';
import { dataDirectory } from './data-directory.js';
import { stopLeftovers } from './processes/leftovers.js';
import { lockDirectory } from './processes/lock.js';
import { report } from './start/report.js';
import { runSystem } from './start/run-system.js';
import { stopSignal } from './start/stop-signal.js';

const directory = dataDirectory();
const runDirectory = join(directory, 'run');
const stopped = stopSignal();

try {
  const unlock = lockDirectory(directory);
  try {
    await stopLeftovers(runDirectory, report);
    if (!stopped.aborted) await runSystem(directory, stopped);
  } finally {
    // What was just being started when the stop came.
    await stopLeftovers(runDirectory, () => undefined);
    unlock();
  }
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
process.exit();
