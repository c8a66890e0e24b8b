import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManagedProcess } from './managed-process.js';

describe('a program that has ended', () => {
  const directory = mkdtempSync(join(tmpdir(), 'managed-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  const logFile = join(directory, 'order.log');

  const start = (script: string): ManagedProcess =>
    ManagedProcess.start({
      name: 'order',
      command: 'sh',
      args: ['-c', script],
      env: process.env,
      cwd: directory,
      logFile,
      runDirectory: join(directory, 'run'),
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 5_000,
    });

  it('has for its last words those of this start, and none from before', async () => {
    writeFileSync(logFile, 'of yesterday: ä\n');
    const program = start('echo of today; exit 3');
    await program.exited;

    expect(program.failure()).toBe(`it ended with exit code 3. The end of ${logFile}:\nof today`);
  });

  it('has crashed when it ended by itself, and not well', async () => {
    const [crashed, done, killed] = [start('exit 3'), start('exit 0'), start('sleep 60')];
    await Promise.all([crashed.exited, done.exited, killed.kill()]);

    expect(crashed.crash()).toContain('it ended with exit code 3');
    expect(done.crash()).toBeUndefined();
    expect(killed.crash()).toBeUndefined();
  });
});
