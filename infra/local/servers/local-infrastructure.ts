import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { credentialsOf } from './credentials.js';
import type { ServerAddresses } from './server-addresses.js';
import { temporaryDirectory } from './temporary-directory.js';
import { PostgresServer } from './postgres.js';
import { freePort } from './ports.js';
import { demandPostgres, demandRabbitMq } from './demand-programs.js';
import { RabbitMq } from './rabbitmq.js';
import { freeRabbitMqPorts, type RabbitMqPorts } from './rabbitmq-ports.js';

export interface InfrastructurePorts extends RabbitMqPorts {
  readonly postgres: number;
}

export interface InfrastructureOptions {
  readonly directory: string;
  readonly ports: InfrastructurePorts;
  /** False trades safety against power cuts for speed. */
  readonly durable: boolean;
  /** Of PostgreSQL, such as `max_slot_wal_keep_size=64MB`, beside its own ones. */
  readonly postgresSettings?: readonly string[];
}

/** A PostgreSQL and a RabbitMQ of one's own, in one directory. Each can be stopped, killed and started alone. */
export class LocalInfrastructure implements ServerAddresses {
  readonly postgres: PostgresServer;
  readonly rabbitmq: RabbitMq;
  readonly directory: string;
  private logsAreKept = false;

  constructor({ directory, ports, durable, postgresSettings }: InfrastructureOptions) {
    const { postgres, rabbitmq } = credentialsOf(directory);
    this.directory = directory;
    this.postgres = new PostgresServer({
      programs: demandPostgres(),
      directory,
      port: ports.postgres,
      password: postgres,
      durable,
      settings: postgresSettings,
    });
    this.rabbitmq = new RabbitMq({ programs: demandRabbitMq(), directory, ports, password: rabbitmq });
  }

  /** On free ports in a directory that `discard()` removes unless its logs are kept: for tests. Not started yet. */
  static async temporary(
    options: Partial<Pick<InfrastructureOptions, 'durable' | 'postgresSettings'>> = {},
  ): Promise<LocalInfrastructure> {
    const ports = await freePorts();
    return new LocalInfrastructure({ directory: temporaryDirectory(), ports, durable: false, ...options });
  }

  get databaseAdminUrl(): string {
    return this.postgres.adminUrl;
  }

  get amqpAdminUrl(): string {
    return this.rabbitmq.adminUrl;
  }

  get amqpManagementUrl(): string {
    return this.rabbitmq.managementUrl;
  }

  async start(): Promise<void> {
    await Promise.all([this.postgres.start(), this.rabbitmq.start()]);
  }

  async stop(): Promise<void> {
    await this.rabbitmq.stop();
    await this.postgres.stop();
  }

  /** From now on `discard()` leaves them. */
  keepLogs(): void {
    this.logsAreKept = true;
  }

  /** Kills both and removes the directory, unless its logs are kept. */
  async discard(): Promise<void> {
    await this.discardData();
    if (this.logsAreKept) return;
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 10 });
  }

  /** Kills both and removes their data; logs stay. */
  async discardData(): Promise<void> {
    await Promise.all([this.rabbitmq.kill(), this.postgres.kill('SIGQUIT')]);
    await this.stop();
    for (const data of ['postgres', 'rabbitmq'])
      rmSync(join(this.directory, data), { recursive: true, force: true, maxRetries: 10 });
  }
}

async function freePorts(): Promise<InfrastructurePorts> {
  return { postgres: await freePort(), ...(await freeRabbitMqPorts()) };
}
