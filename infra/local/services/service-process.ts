import { join } from 'node:path';
import { ManagedProcess } from '../processes/managed-process.js';
import { builtFile, projectRoot } from '../project.js';
import { waitUntil } from '../../waiting/wait-until.js';
import type { App } from './app.js';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

export interface ServiceOptions {
  /** Names its log and pid files; differs from the app's for an extra instance. */
  readonly name: string;
  readonly app: App;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** Holds logs and pid files. */
  readonly directory: string;
}

/** One instance of a service. It can be stopped, killed and started again, with other variables if need be. */
export class ServiceProcess {
  /** Variables of the starts to come, beside those that it was made with. */
  settings: Readonly<Record<string, string>> = {};
  private process?: ManagedProcess;

  constructor(readonly options: ServiceOptions) {}

  get name(): string {
    return this.options.name;
  }

  get url(): string {
    return `http://127.0.0.1:${this.options.port}`;
  }

  get logFile(): string {
    return join(this.options.directory, 'logs', `${this.options.name}.log`);
  }

  get isRunning(): boolean {
    return this.process?.isRunning ?? false;
  }

  /** Says how its process ended. */
  get exited(): Promise<string> {
    return this.process?.exited ?? Promise.resolve('not started');
  }

  /** With its last words, when its process ended by itself, and not well. */
  get crash(): string | undefined {
    const crash = this.process?.crash();
    return crash && `${this.name} has crashed: ${crash}`;
  }

  /** All that it is told by variables. */
  get environment(): NodeJS.ProcessEnv {
    const { env, port } = this.options;
    return { ...process.env, ...env, ...this.settings, PORT: String(port) };
  }

  /** Returns when it is ready for requests. `env` overrides the variables of this one start. */
  async start(env: Readonly<Record<string, string>> = {}): Promise<void> {
    this.launch(env);
    await waitUntil(() => this.isReady(), {
      what: `${this.options.name} to be ready`,
      timeoutMs: START_TIMEOUT_MS,
      inVain: () => this.process?.failure(),
    });
  }

  launch(env: Readonly<Record<string, string>> = {}): void {
    const { name, app, directory } = this.options;
    this.process = ManagedProcess.start({
      name,
      command: process.execPath,
      args: [builtFile(`apps/${app}/main.js`)],
      env: { ...this.environment, ...env },
      cwd: projectRoot,
      logFile: this.logFile,
      runDirectory: join(directory, 'run'),
      stopSignal: 'SIGTERM',
      stopTimeoutMs: STOP_TIMEOUT_MS,
    });
  }

  async stop(): Promise<void> {
    await this.process?.stop();
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.process?.kill(signal);
  }

  /** For signals that do not end it, such as SIGSTOP and SIGCONT. */
  signal(signal: NodeJS.Signals): void {
    this.process?.signal(signal);
  }

  async restart(env: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.stop();
    await this.start(env);
  }

  async isReady(): Promise<true | undefined> {
    const response = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok ? true : undefined;
  }
}
