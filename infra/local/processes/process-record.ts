import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { identityOf } from './process-identity.js';

const ProcessRecord = z.object({
  name: z.string(),
  pid: z.number().int().positive(),
  identity: z.string(),
  startedAt: z.number(),
  stopSignal: z.enum(['SIGTERM', 'SIGINT']),
});
/** What a pid file says: enough to recognise and stop the process after a crash of whoever started it. */
export type ProcessRecord = z.output<typeof ProcessRecord>;

export const recordFile = (runDirectory: string, name: string): string => join(runDirectory, `${name}.json`);

export function writeRecord(
  runDirectory: string,
  record: Omit<ProcessRecord, 'identity' | 'startedAt'>,
): void {
  mkdirSync(runDirectory, { recursive: true });
  const complete = {
    ...record,
    identity: identityOf(record.pid) ?? '',
    startedAt: performance.timeOrigin + performance.now(),
  };
  writeFileSync(recordFile(runDirectory, record.name), JSON.stringify(complete));
}

export function removeRecord(runDirectory: string, name: string): void {
  rmSync(recordFile(runDirectory, name), { force: true });
}

export const isAlive = ({ pid, identity }: Pick<ProcessRecord, 'pid' | 'identity'>): boolean =>
  identity !== '' && identityOf(pid) === identity;

/** The recorded processes, latest first. */
export function readRecords(runDirectory: string): ProcessRecord[] {
  mkdirSync(runDirectory, { recursive: true });
  return readdirSync(runDirectory)
    .flatMap((file) => parse(join(runDirectory, file)))
    .sort((one, other) => other.startedAt - one.startedAt);
}

/** What runs with its files in a directory: pids by name. */
export const processesIn = (directory: string): ReadonlyMap<string, number> =>
  new Map(readRecords(join(directory, 'run')).map(({ name, pid }) => [name, pid]));

/** A file that was cut short by a crash says nothing. */
function parse(file: string): ProcessRecord[] {
  try {
    return [ProcessRecord.parse(JSON.parse(readFileSync(file, 'utf8')))];
  } catch {
    return [];
  }
}
