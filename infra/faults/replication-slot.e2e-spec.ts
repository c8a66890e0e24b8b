import { outboxMigrations } from '#outbox';
import { ReceivedCommands, RelayInstance } from '#outbox/testing';
import { eventually } from '#testing';
import { DataSource } from 'typeorm';
import { LocalInfrastructure } from '../local/index.js';

/** Two segments of the log. */
const CAP_MB = 32;

describe('log tailing, on servers of its own', () => {
  let servers: LocalInfrastructure;
  let dataSource: DataSource;
  let received: ReceivedCommands;
  let instance: RelayInstance;

  beforeAll(async () => {
    servers = await LocalInfrastructure.temporary({
      postgresSettings: [`max_slot_wal_keep_size=${CAP_MB}MB`, 'synchronous_commit=local'],
    });
    await servers.start();
    const url = servers.databaseAdminUrl;
    const migrations = outboxMigrations;
    dataSource = await new DataSource({ type: 'postgres', url, migrations }).initialize();
    await dataSource.runMigrations();
    received = await ReceivedCommands.at(servers.amqpAdminUrl);
    instance = new RelayInstance({
      kind: 'log-tailing',
      database: { url, dataSource },
      brokerUrl: servers.amqpAdminUrl,
    });
    await instance.start();
    await eventually(() => expect(instance.slot.recoveries).toBe(1));
  }, 120_000);

  afterAll(async () => {
    await instance.stop();
    await received.close();
    await dataSource.destroy();
    await servers.discard();
  }, 60_000);

  async function ask<Value>(expression: string, rest = ''): Promise<Value> {
    const [row] = await dataSource.query(`SELECT ${expression} AS value ${rest}`);
    return row?.value as Value;
  }

  const waiting = () => ask<number>('count(*)::int', 'FROM outbox');

  /** Fills segments until the log that the slot holds is more than it may. */
  async function writeLogBeyondTheCap(): Promise<void> {
    for (let segment = 0; segment <= CAP_MB / 16 + 1; segment++) {
      await ask(`pg_logical_emit_message(false, 'filler', '')`);
      await ask('pg_switch_wal()');
    }
    await dataSource.query('CHECKPOINT');
  }

  it('loses the slot rather than the disk when it falls behind too far, and no message with it', async () => {
    await received.unbindEvents();
    await instance.validateOrder();
    await instance.place(1);
    expect(await received.next(1)).toEqual([1]);
    await writeLogBeyondTheCap();
    await eventually(() => expect(instance.slot.recoveries).toBe(2));
    await instance.place(2);
    expect(await received.next(1)).toEqual([2]);
    await received.bindEvents();
    await eventually(async () => expect(await waiting()).toBe(0));
    expect((await received.amqp.checkQueue('restaurant.events')).messageCount).toBe(1);
    const status = await ask('wal_status', 'FROM pg_replication_slots');
    expect(status).not.toBe('lost');
  }, 120_000);

  it('waits for a transaction that stands in the log and that nobody sees yet', async () => {
    await dataSource.query(`ALTER SYSTEM SET synchronous_standby_names = 'a_replica_that_is_away'`);
    await ask('pg_reload_conf()');
    const session = dataSource.createQueryRunner();
    await session.query('SET synchronous_commit = on');
    await eventually(async () => {
      const [{ names }] = await session.query(`SELECT current_setting('synchronous_standby_names') AS names`);
      expect(names).not.toBe('');
    });
    // It is the checkpointer that has commits wait; it looks at its settings before it begins.
    await dataSource.query('CHECKPOINT');
    const stored = session.query(
      `INSERT INTO outbox (message_id, type, schema_version, channel, correlation_id, causation_id, shard_key, sender, stored_at, body)
       SELECT gen_random_uuid(), 'ValidateConsumerInfo', 1, 'consumer.commands', 'c', 'c', 's', 'order', now(),
              '{"orderId":"01a1fd05-3d8f-7661-bab9-0892b1eb762c","consumerId":"01a1fd05-3d8f-7661-bab9-0892b1eb762c","orderTotal":"0.07"}'`,
    );
    await eventually(async () =>
      expect(await ask('count(*)::int', `FROM pg_stat_activity WHERE wait_event = 'SyncRep'`)).toBe(1),
    );
    await eventually(async () =>
      expect(await ask('sent_lsn >= pg_current_wal_flush_lsn()', 'FROM pg_stat_replication')).toBe(true),
    );
    expect(await received.next(0)).toEqual([]);
    await dataSource.query('ALTER SYSTEM RESET synchronous_standby_names');
    await ask('pg_reload_conf()');
    await stored;
    await session.release();
    expect(await received.next(1)).toEqual([7]);
    await eventually(async () => expect(await waiting()).toBe(0));
  }, 60_000);
});
