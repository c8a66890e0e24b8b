import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../servers/temporary-directory.js';
import { aborted } from '../start/stop-signal.js';
import { stopLeftovers } from './leftovers.js';

/**
 * Has all directories of a run made in one, and ends at last whatever still runs in them. Resolves without a result when it
 * is stopped before.
 */
export async function withoutLeftovers<T>(stopped: AbortSignal, run: () => Promise<T>): Promise<T | void> {
  const directory = temporaryDirectory();
  process.env.ORDER_SAGA_TEMP_DIR = directory;
  try {
    return await Promise.race([run(), aborted(stopped)]);
  } finally {
    for (const name of readdirSync(directory)) await stopLeftovers(join(directory, name, 'run'), console.log);
    rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
  }
}
