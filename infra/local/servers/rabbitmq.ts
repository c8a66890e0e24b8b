import { connect } from 'amqplib';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ManagedProcess } from '../processes/managed-process.js';
import { waitUntil } from '../../waiting/wait-until.js';
import { startEpmd } from './epmd.js';
import {
  homeOf,
  RABBITMQ_USER,
  rabbitMqEnvironment,
  writeConfiguration,
  type RabbitMqOptions,
} from './rabbitmq-files.js';

const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 30_000;
const CONTROL_TIMEOUT_MS = 60_000;

/** A private RabbitMQ with its management plugin, on 127.0.0.1 only. */
export class RabbitMq {
  readonly name = 'RabbitMQ';
  private process?: ManagedProcess;
  private epmd?: ManagedProcess;
  private isBooting = false;

  constructor(private readonly options: RabbitMqOptions) {}

  get adminUrl(): string {
    return `amqp://${this.account}@127.0.0.1:${this.options.ports.amqp}`;
  }

  get managementUrl(): string {
    return `http://${this.account}@127.0.0.1:${this.options.ports.management}`;
  }

  get isRunning(): boolean {
    return this.process?.isRunning ?? false;
  }

  /** Says how the server's process ended. */
  get exited(): Promise<string> {
    return this.process?.exited ?? Promise.resolve('not started');
  }

  async start(): Promise<void> {
    writeConfiguration(this.options);
    await this.startPortMapper();
    this.process = ManagedProcess.start({
      name: 'rabbitmq',
      command: this.options.programs.server,
      args: [],
      env: rabbitMqEnvironment(this.options),
      cwd: homeOf(this.options),
      logFile: join(this.options.directory, 'logs/rabbitmq.log'),
      runDirectory: join(this.options.directory, 'run'),
      stopSignal: 'SIGTERM',
      stopTimeoutMs: STOP_TIMEOUT_MS,
    });
    this.isBooting = true;
    await this.ready(this.process);
    this.isBooting = false;
  }

  /** Erlang's port mapper alone, which nodes ask where they find each other. */
  async startPortMapper(): Promise<void> {
    if (!this.epmd?.isRunning) this.epmd = await startEpmd(this.options);
  }

  async stop(): Promise<void> {
    // While it boots it does not listen to a request to stop, and has nothing to lose.
    await (this.isBooting ? this.kill() : this.process?.stop());
    await this.epmd?.stop();
  }

  /** For signals that do not end it, such as SIGSTOP and SIGCONT. */
  signal(signal: NodeJS.Signals): void {
    this.process?.signal(signal);
  }

  /** The server alone, at once: its port mapper stays, as it would after a crash. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.process?.kill(signal);
  }

  /**
   * Has rabbitmqctl do something with the running server and brings what it prints; takes a second or two. Rejects
   * with what it says when it fails.
   */
  async control(...args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(this.options.programs.control, ['--silent', ...args], {
      env: rabbitMqEnvironment(this.options),
      cwd: homeOf(this.options),
      timeout: CONTROL_TIMEOUT_MS,
    });
    return stdout.trim();
  }

  private get account(): string {
    return `${RABBITMQ_USER}:${this.options.password}`;
  }

  private async ready(server: ManagedProcess): Promise<void> {
    const { ports } = this.options;
    const inVain = () => server.failure();
    const timeoutMs = START_TIMEOUT_MS;
    await waitUntil(() => this.answersAmqp(), { what: `RabbitMQ on port ${ports.amqp}`, timeoutMs, inVain });
    await waitUntil(() => this.answersHttp(), {
      what: `RabbitMQ's management on port ${ports.management}`,
      timeoutMs,
      inVain,
    });
  }

  private async answersAmqp(): Promise<true> {
    const connection = await connect(this.adminUrl);
    await connection.close();
    return true;
  }

  private async answersHttp(): Promise<true> {
    await fetch(`http://127.0.0.1:${this.options.ports.management}/`);
    return true;
  }
}
