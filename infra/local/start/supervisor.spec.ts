import { eventually } from '#testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManagedProcess } from '../processes/managed-process.js';
import { Supervisor, type Supervised } from './supervisor.js';

const directory = mkdtempSync(join(tmpdir(), 'supervisor-'));

/** A program that does nothing, and counts its starts. */
class Sleeper implements Supervised {
  readonly name = 'sleeper';
  starts = 0;
  private process?: ManagedProcess;

  get isRunning(): boolean {
    return this.process?.isRunning ?? false;
  }

  get exited(): Promise<string> {
    return this.process?.exited ?? Promise.resolve('not started');
  }

  async start(): Promise<void> {
    this.starts++;
    this.process = ManagedProcess.start({
      name: this.name,
      command: 'sleep',
      args: ['600'],
      env: process.env,
      cwd: directory,
      logFile: join(directory, 'sleeper.log'),
      runDirectory: join(directory, 'run'),
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 5_000,
    });
  }

  async stop(): Promise<void> {
    await this.process?.stop();
  }

  async kill(): Promise<void> {
    await this.process?.kill();
  }
}

describe('the supervisor', () => {
  const reports: string[] = [];
  let over: AbortController;
  let supervisor: Supervisor;
  let sleeper: Sleeper;

  beforeEach(async () => {
    over = new AbortController();
    reports.length = 0;
    supervisor = new Supervisor((line) => reports.push(line), over.signal);
    sleeper = new Sleeper();
    await supervisor.start(sleeper);
  });

  afterEach(async () => {
    over.abort();
    await sleeper.kill();
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  it('starts again what ends by itself', async () => {
    await sleeper.kill();

    await eventually(() => expect([sleeper.isRunning, sleeper.starts]).toEqual([true, 2]));
    expect(reports).toEqual(['sleeper ended with signal SIGKILL; it is started again in 1 s']);
  });

  it('leaves down what was put down, and watches over it again when it is up', async () => {
    await supervisor.kill(sleeper);
    await supervisor.start(sleeper);
    await supervisor.stop(sleeper);
    await supervisor.start(sleeper);
    expect([reports, sleeper.starts]).toEqual([[], 3]);
    await sleeper.kill();

    await eventually(() => expect([sleeper.isRunning, sleeper.starts]).toEqual([true, 4]));
    expect(reports).toHaveLength(1);
  });

  it('lets be what was put down just before it would have been started again', async () => {
    await sleeper.kill();
    await eventually(() => expect(reports).toHaveLength(1));
    await supervisor.stop(sleeper);
    await supervisor.start(sleeper);
    await sleeper.kill();

    await eventually(() => expect([sleeper.isRunning, sleeper.starts]).toEqual([true, 3]));
    expect(reports).toHaveLength(2);
  });
});
