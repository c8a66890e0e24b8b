import { isAlive, readRecords, removeRecord, type ProcessRecord } from './process-record.js';
import { waitUntil } from '../../waiting/wait-until.js';

const STOP_TIMEOUT_MS = 15_000;

/** Stops what an earlier run has started and, killed itself, could not stop: the latest first. */
export async function stopLeftovers(runDirectory: string, report: (line: string) => void): Promise<void> {
  for (const record of readRecords(runDirectory)) {
    if (isAlive(record)) {
      report(`Stopping ${record.name} (process ${record.pid}) of an earlier run that was killed`);
      await stop(record);
    }
    removeRecord(runDirectory, record.name);
  }
}

async function stop(record: ProcessRecord): Promise<void> {
  process.kill(record.pid, record.stopSignal);
  await ended(record).catch(() => kill(record));
}

async function kill(record: ProcessRecord): Promise<void> {
  process.kill(record.pid, 'SIGKILL');
  await ended(record);
}

const ended = (record: ProcessRecord): Promise<true> =>
  waitUntil(async () => (isAlive(record) ? undefined : true), {
    what: `the end of ${record.name} (process ${record.pid})`,
    timeoutMs: STOP_TIMEOUT_MS,
  });
