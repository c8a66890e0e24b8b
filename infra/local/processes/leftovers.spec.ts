import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopLeftovers } from './leftovers.js';
import { ManagedProcess } from './managed-process.js';
import { recordFile } from './process-record.js';

const unheard = (): void => undefined;

describe('leftovers of a killed run', () => {
  const directory = mkdtempSync(join(tmpdir(), 'leftovers-'));
  const runDirectory = join(directory, 'run');

  afterAll(() => rmSync(directory, { recursive: true }));

  const start = (name: string): ManagedProcess =>
    ManagedProcess.start({
      name,
      command: 'sleep',
      args: ['600'],
      env: process.env,
      cwd: directory,
      logFile: join(directory, `${name}.log`),
      runDirectory,
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 5_000,
    });

  it('are stopped, the latest first, and forgotten', async () => {
    const [server, service] = [start('server'), start('service')];
    const reports: string[] = [];

    await stopLeftovers(runDirectory, (line) => reports.push(line));

    expect(await Promise.all([server.exited, service.exited])).toEqual(['signal SIGTERM', 'signal SIGTERM']);
    expect(reports.map((line) => line.split(' ')[1])).toEqual(['service', 'server']);
    expect(readdirSync(runDirectory)).toEqual([]);
  });

  it('do not include a process that merely got an old id', async () => {
    const stranger = start('stranger');
    const record = {
      name: 'old',
      pid: stranger.pid,
      identity: 'another time',
      startedAt: 1,
      stopSignal: 'SIGTERM',
    };
    rmSync(recordFile(runDirectory, 'stranger'));
    writeFileSync(recordFile(runDirectory, 'old'), JSON.stringify(record));

    await stopLeftovers(runDirectory, unheard);

    expect(stranger.isRunning).toBe(true);
    await stranger.kill();
  });

  it('may have a record that a crash cut short', async () => {
    writeFileSync(recordFile(runDirectory, 'cut'), '{"name": "cu');

    await expect(stopLeftovers(runDirectory, unheard)).resolves.toBeUndefined();
  });
});
