import { processesIn, type LocalInfrastructure } from '../../infra/local/index.js';
import { withDatabase } from './database.js';
import { memoryOf, usageOf, type Usage } from './process-tree.js';

/** Where all counters stand at one moment. */
export interface Reading {
  readonly usage: ReadonlyMap<string, Usage>;
  /** Of this process, which makes the load. */
  readonly ownCpuMs: number;
  readonly walBytes: number;
  /** Transactions that have written, of all databases. */
  readonly transactions: number;
}

/**
 * PostgreSQL's statistics lag behind by a second and more, its transaction numbers do not: one is given to each
 * transaction that writes.
 */
const COUNTERS = `SELECT pg_current_wal_insert_lsn() - '0/0' AS wal,
  pg_snapshot_xmax(pg_current_snapshot())::text AS transactions`;

export async function readMeters(servers: LocalInfrastructure): Promise<Reading> {
  const { user, system } = process.cpuUsage();
  const [row] = await withDatabase(
    servers.databaseAdminUrl,
    async (database) => (await database.query<{ wal: string; transactions: string }>(COUNTERS)).rows,
  );
  return {
    usage: usageOf(processesIn(servers.directory)),
    ownCpuMs: (user + system) / 1_000,
    walBytes: Number(row?.wal),
    transactions: Number(row?.transactions),
  };
}

/** What was used between two readings. */
export interface Consumption {
  readonly cpuMs: Readonly<Record<string, number>>;
  readonly writtenBytes: Readonly<Record<string, number>>;
  readonly walBytes: number;
  readonly transactions: number;
}

export function between(before: Reading, after: Reading): Consumption {
  const grown = (field: keyof Usage): Record<string, number> =>
    Object.fromEntries(
      [...after.usage].map(([name, usage]) => [name, usage[field] - (before.usage.get(name)?.[field] ?? 0)]),
    );
  return {
    cpuMs: { ...grown('cpuMs'), 'load generator': after.ownCpuMs - before.ownCpuMs },
    writtenBytes: grown('writtenBytes'),
    walBytes: after.walBytes - before.walBytes,
    transactions: after.transactions - before.transactions,
  };
}

/** Bytes of each process: now, and at most so far. */
export const readMemory = (
  servers: LocalInfrastructure,
): Readonly<Record<string, { readonly now: number; readonly peak: number }>> =>
  Object.fromEntries([...processesIn(servers.directory)].map(([name, pid]) => [name, memoryOf(pid)]));
