import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from './process-identity.js';
import { isAlive } from './process-record.js';

/** Two starts on one data directory would run two servers on the same files. Returns what gives the lock back. */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'start.lock');
  if (!tryLock(file)) {
    const holder = readHolder(file);
    if (holder && isAlive(holder)) throw new Error(alreadyRunning(directory, holder.pid));
    rmSync(file, { force: true });
    if (!tryLock(file)) throw new Error(`Another start has just begun in ${directory}`);
  }
  return () => rmSync(file, { force: true });
}

function tryLock(file: string): boolean {
  try {
    const holder = { pid: process.pid, identity: identityOf(process.pid) };
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(file: string): { pid: number; identity: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { pid: number; identity: string };
  } catch {
    return undefined;
  }
}

const alreadyRunning = (directory: string, pid: number): string =>
  `Order Saga already runs from ${directory}, as process ${pid}. Stop it with Ctrl-C in its terminal or with "kill ${pid}", ` +
  `or give this start ports and a directory of its own (ORDER_SAGA_DATA_DIR).`;
