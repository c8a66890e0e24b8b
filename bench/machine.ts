import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { LocalInfrastructure } from '../infra/local/index.js';
import { withDatabase } from './measure/database.js';
import { percentile } from './measure/statistics.js';
import type { Machine } from './results.js';

const SYNCS = 200;
/** Of Linux's file system in memory. */
const TMPFS = 0x01021994;

/** What the figures were measured on. */
export async function describeMachine(): Promise<Machine> {
  const servers = await LocalInfrastructure.temporary({ durable: true });
  try {
    demandDisk(servers.directory);
    await servers.start();
    return {
      measuredAt: new Date().toISOString(),
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: cpus().length,
      memoryBytes: totalmem(),
      system: `${type()} ${release()}`,
      node: process.version,
      postgres: await postgresVersion(servers.databaseAdminUrl),
      rabbitmq: await rabbitMqVersion(servers.amqpManagementUrl),
      syncMs: syncTime(servers.directory),
    };
  } finally {
    await servers.discard();
  }
}

/** In memory nothing waits for a disk, and whoever does not wait for one has no advantage. */
function demandDisk(directory: string): void {
  if (statfsSync(directory).type === TMPFS)
    throw new Error(`${directory} is in memory: set TMPDIR to a folder on a disk.`);
}

const postgresVersion = (url: string): Promise<string> =>
  withDatabase(url, async (database) => {
    const { rows } = await database.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version.split(' ', 1)[0] ?? 'unknown';
  });

async function rabbitMqVersion(managementUrl: string): Promise<string> {
  const { username, password, origin } = new URL(managementUrl);
  const authorization = `Basic ${btoa(`${username}:${password}`)}`;
  const response = await fetch(`${origin}/api/overview`, { headers: { authorization } });
  return ((await response.json()) as { rabbitmq_version: string }).rabbitmq_version;
}

/** What every commit waits for at least. */
function syncTime(directory: string): number {
  const path = join(directory, 'sync-probe');
  const file = openSync(path, 'w');
  const page = Buffer.alloc(8_192, 1);
  const times = Array.from({ length: SYNCS }, () => {
    const startedAt = performance.now();
    writeSync(file, page);
    fsyncSync(file);
    return performance.now() - startedAt;
  });
  closeSync(file);
  rmSync(path);
  return percentile(times, 0.5) ?? 0;
}
