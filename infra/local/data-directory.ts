import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { projectRoot } from './project.js';

/** Where a checkout keeps its servers' data: outside of it, because PostgreSQL under root needs a path it can reach. */
export function dataDirectory(): string {
  if (process.env.ORDER_SAGA_DATA_DIR) return resolve(process.env.ORDER_SAGA_DATA_DIR);
  const checkout = createHash('sha256').update(projectRoot).digest('hex').slice(0, 12);
  if (process.getuid?.() === 0) return join('/var/lib/order-saga', checkout);
  const dataHome = process.env.XDG_DATA_HOME || join(homedir(), '.local/share');
  return join(dataHome, 'order-saga', checkout);
}

/** For others to pass through, where we are root: PostgreSQL then runs as another user, and has its folder below this one. */
export function makeDirectory(directory: string): void {
  const isRoot = process.getuid?.() === 0;
  const umask = process.umask();
  if (isRoot) process.umask(0o066);
  mkdirSync(directory, { recursive: true });
  process.umask(umask);
}
