import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { ManagedProcess } from '../processes/managed-process.js';
import { waitUntil } from '../../waiting/wait-until.js';
import { createCluster, SUPERUSER } from './postgres-cluster.js';
import type { PostgresPrograms } from './programs.js';
import { unprivilegedUser } from './server-user.js';

const START_TIMEOUT_MS = 60_000;
/** After a kill -9 the dying backends of the last run keep a new one from starting for a moment. */
const START_ATTEMPTS = 10;
const STOP_TIMEOUT_MS = 20_000;

export interface PostgresOptions {
  readonly programs: PostgresPrograms;
  /** Holds data, log and pid file. */
  readonly directory: string;
  readonly port: number;
  readonly password: string;
  /** False trades safety against power cuts, which tests do not have, for speed. */
  readonly durable: boolean;
  /** More settings, such as `work_mem=8MB`; the last one of a name holds. */
  readonly settings?: readonly string[];
}

/** A private PostgreSQL that listens on 127.0.0.1 only. */
export class PostgresServer {
  readonly name = 'PostgreSQL';
  private process?: ManagedProcess;
  private readonly home: string;
  private readonly data: string;

  constructor(private readonly options: PostgresOptions) {
    this.home = join(options.directory, 'postgres');
    this.data = join(this.home, 'data');
  }

  get adminUrl(): string {
    return `postgres://${SUPERUSER}:${this.options.password}@127.0.0.1:${this.options.port}/postgres`;
  }

  get isRunning(): boolean {
    return this.process?.isRunning ?? false;
  }

  /** Says how the server's process ended. */
  get exited(): Promise<string> {
    return this.process?.exited ?? Promise.resolve('not started');
  }

  async start(): Promise<void> {
    if (!existsSync(this.data)) await createCluster(this.options, this.data);
    for (let attempt = 1; ; attempt++) {
      this.process = this.launch();
      const failure = await this.ready(this.process).catch((error: Error) => error);
      if (!failure) return;
      if (attempt === START_ATTEMPTS || this.process.isRunning) throw failure;
    }
  }

  private launch(): ManagedProcess {
    return ManagedProcess.start({
      name: 'postgres',
      command: this.options.programs.postgres,
      args: ['-D', this.data, ...this.settings().flatMap((setting) => ['-c', setting])],
      env: { ...process.env, LC_ALL: 'C' },
      cwd: this.home,
      logFile: join(this.options.directory, 'logs/postgres.log'),
      runDirectory: join(this.options.directory, 'run'),
      stopSignal: 'SIGINT',
      stopTimeoutMs: STOP_TIMEOUT_MS,
      user: unprivilegedUser(),
    });
  }

  /** A fast shutdown: sessions are ended, nothing committed is lost. */
  async stop(): Promise<void> {
    await this.process?.stop();
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.process?.kill(signal);
  }

  private settings(): string[] {
    const { port, durable, settings = [] } = this.options;
    const address = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories='];
    const capacity = ['max_connections=300', 'wal_level=logical', 'max_slot_wal_keep_size=1GB'];
    const speed = durable ? [] : ['fsync=off', 'full_page_writes=off'];
    return [...address, ...capacity, ...speed, ...settings];
  }

  private async ready(server: ManagedProcess): Promise<void> {
    await waitUntil(() => this.answers(), {
      what: `PostgreSQL on port ${this.options.port}`,
      timeoutMs: START_TIMEOUT_MS,
      inVain: () => server.failure(),
    });
  }

  private async answers(): Promise<true> {
    const client = new Client({ connectionString: this.adminUrl });
    try {
      await client.connect();
      return true;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
