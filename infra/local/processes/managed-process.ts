import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { removeRecord, writeRecord } from './process-record.js';
import { settlesWithin } from './settles-within.js';

const LAST_LINES = 10;

export interface ProcessSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly logFile: string;
  /** Where its pid file goes. */
  readonly runDirectory: string;
  readonly stopSignal: 'SIGTERM' | 'SIGINT';
  /** How long it may take to stop before it is killed. */
  readonly stopTimeoutMs: number;
  /** The user it runs as, where that is not our own. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** A program that runs in the background, in a session of its own, so that Ctrl-C reaches it in our order only. */
export class ManagedProcess {
  /** Says how it ended. */
  readonly exited: Promise<string>;
  private running = true;
  private end = '';

  private constructor(
    readonly spec: ProcessSpec,
    private readonly child: ChildProcess,
    /** Where its own lines begin in the log, in bytes. */
    private readonly logStart: number,
  ) {
    this.exited = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
    });
    this.exited.then((end) => this.ended(end));
  }

  static start(spec: ProcessSpec): ManagedProcess {
    mkdirSync(dirname(spec.logFile), { recursive: true });
    const log = openSync(spec.logFile, 'a');
    const logStart = fstatSync(log).size;
    try {
      const { command, args, cwd, env, user } = spec;
      const child = spawn(command, args, { cwd, env, ...user, detached: true, stdio: ['ignore', log, log] });
      const { name, runDirectory, stopSignal } = spec;
      if (child.pid) writeRecord(runDirectory, { name, pid: child.pid, stopSignal });
      return new ManagedProcess(spec, child, logStart);
    } finally {
      closeSync(log);
    }
  }

  get isRunning(): boolean {
    return this.running;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Asks it to stop, and kills it when it does not in time. */
  async stop(): Promise<void> {
    this.signal(this.spec.stopSignal);
    if (!(await settlesWithin(this.exited, this.spec.stopTimeoutMs))) await this.kill('SIGKILL');
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.signal(signal);
    await this.exited;
  }

  /** For signals that do not end it, such as SIGSTOP and SIGCONT. */
  signal(signal: NodeJS.Signals): void {
    if (this.running) this.child.kill(signal);
  }

  /** Why it does not run any more, with its last words; undefined while it runs. */
  failure(): string | undefined {
    if (this.running) return undefined;
    const ownLines = readFileSync(this.spec.logFile).subarray(this.logStart).toString('utf8');
    const lastWords = ownLines.trimEnd().split('\n').slice(-LAST_LINES);
    return `it ended with ${this.end}. The end of ${this.spec.logFile}:\n${lastWords.join('\n')}`;
  }

  /** The same of a process that ended by itself, and not well. */
  crash(): string | undefined {
    return this.child.exitCode ? this.failure() : undefined;
  }

  private ended(end: string): void {
    this.running = false;
    this.end = end;
    removeRecord(this.spec.runDirectory, this.spec.name);
  }
}
