import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../data-directory.js';
import { identityOf } from './process-identity.js';
import { isAlive } from './process-record.js';

/** Two starts on one data directory would run two servers on the same files. Returns what gives the lock back. */
export function lockDirectory(directory: string): () => void {
  makeDirectory(directory);
  const file = join(directory, 'start.lock');
  const own = `${file}.${randomUUID()}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) }));
  try {
    if (!tryLink(own, file)) {
      demandNobody(file, directory);
      discardStale(file, directory);
      if (!tryLink(own, file)) throw new Error(justBegun(directory));
    }
  } finally {
    rmSync(own, { force: true });
  }
  return () => rmSync(file, { force: true });
}

/** The lock comes with its content: nobody reads half of it. */
function tryLink(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Between the look at it and this, another start may have taken it over: what lives is put back. A third could come between. */
function discardStale(file: string, directory: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    throw new Error(justBegun(directory));
  }
  try {
    demandNobody(aside, directory);
  } catch (error) {
    tryLink(aside, file);
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function demandNobody(file: string, directory: string): void {
  const holder = readHolder(file);
  if (holder && isAlive(holder)) throw new Error(alreadyRunning(directory, holder.pid));
}

function readHolder(file: string): { pid: number; identity: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { pid: number; identity: string };
  } catch {
    return undefined;
  }
}

const justBegun = (directory: string): string => `Another start has just begun in ${directory}`;

const alreadyRunning = (directory: string, pid: number): string =>
  `Order Saga already runs from ${directory}, as process ${pid}. Stop it with Ctrl-C in its terminal or with "kill ${pid}", ` +
  `or give this start ports and a directory of its own (ORDER_SAGA_DATA_DIR).`;
