import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManagedProcess } from './managed-process.js';

describe('a program that has ended', () => {
  const directory = mkdtempSync(join(tmpdir(), 'managed-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('has for its last words those of this start, and none from before', async () => {
    const logFile = join(directory, 'order.log');
    writeFileSync(logFile, 'of yesterday: ä\n');
    const program = ManagedProcess.start({
      name: 'order',
      command: 'sh',
      args: ['-c', 'echo of today; exit 3'],
      env: process.env,
      cwd: directory,
      logFile,
      runDirectory: join(directory, 'run'),
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 5_000,
    });
    await program.exited;

    expect(program.failure()).toBe(`it ended with exit code 3. The end of ${logFile}:\nof today`);
  });
});
