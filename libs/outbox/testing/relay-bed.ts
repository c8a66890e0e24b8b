import { createTestBroker, createTestDatabase, type TestBroker, type TestDatabase } from '#testing';
import { outboxMigrations } from '../migrations.js';
import { ReceivedCommands } from './received-commands.js';
import { RelayInstance, type RelayKind } from './relay-instance.js';

/** Of the outbox that is open, behind an expression about it. */
export const SLOT = `FROM pg_replication_slots WHERE slot_name = 'outbox_' || current_database()`;

/** What the instances of a relay under test share: a broker for the whole file, and an outbox for each test. */
export class RelayBed {
  private outbox?: TestDatabase;
  private readonly instances: RelayInstance[] = [];

  private constructor(
    readonly broker: TestBroker,
    readonly received: ReceivedCommands,
  ) {}

  static async start(): Promise<RelayBed> {
    const broker = await createTestBroker();
    return new RelayBed(broker, await ReceivedCommands.at(broker.url));
  }

  /** After `closeOutbox`, where there was one before. */
  async openOutbox(): Promise<void> {
    const migrations = outboxMigrations;
    this.outbox = await createTestDatabase((url) => ({ type: 'postgres', url, migrations }));
  }

  /** Stops the instances that are left, and drops their database. */
  async closeOutbox(): Promise<void> {
    await Promise.all(this.instances.splice(0).map((instance) => instance.stop()));
    await this.database.drop();
  }

  async stop(): Promise<void> {
    await this.received.close();
    await this.broker.drop();
  }

  get database(): TestDatabase {
    if (!this.outbox) throw new Error('No outbox is open');
    return this.outbox;
  }

  /** Not started: it can store messages, and publishes none. */
  instance(kind: RelayKind, intervalMs?: number): RelayInstance {
    const instance = new RelayInstance({
      kind,
      database: this.database,
      brokerUrl: this.broker.url,
      intervalMs,
    });
    this.instances.push(instance);
    return instance;
  }

  async startInstance(kind: RelayKind, intervalMs?: number): Promise<RelayInstance> {
    const instance = this.instance(kind, intervalMs);
    await instance.start();
    return instance;
  }

  async stopInstance(instance: RelayInstance): Promise<void> {
    this.instances.splice(this.instances.indexOf(instance), 1);
    await instance.stop();
  }

  /** The value of an SQL expression; `rest` is what follows it, as in `FROM outbox`. */
  async ask<Value>(expression: string, rest = ''): Promise<Value> {
    const [row] = await this.database.dataSource.query(`SELECT ${expression} AS value ${rest}`);
    return row?.value as Value;
  }

  /** The end of the transaction log. */
  position(): Promise<string> {
    return this.ask('pg_current_wal_insert_lsn()');
  }

  /** Whether the relay by log tailing needs nothing of the log before this position. */
  isAcknowledged(lsn: string): Promise<boolean> {
    return this.ask(`confirmed_flush_lsn >= '${lsn}'`, SLOT);
  }

  /** How many messages the outbox holds. */
  waiting(): Promise<number> {
    return this.ask('count(*)::int', 'FROM outbox');
  }
}
