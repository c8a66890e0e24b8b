import {
  createTestBroker,
  createTestDatabase,
  eventually,
  type TestBroker,
  type TestDatabase,
} from '#testing';
import { CreateOutbox1761000000001 } from '../create-outbox.migration.js';
import { ReceivedCommands } from '../testing/received-commands.js';
import { RelayInstance, type RelayKind } from '../testing/relay-instance.js';

const SLOT = `slot_name = 'outbox_' || current_database()`;

describe('log tailing', () => {
  let database: TestDatabase;
  let broker: TestBroker;
  let received: ReceivedCommands;
  const instances: RelayInstance[] = [];

  beforeAll(async () => {
    broker = await createTestBroker();
    received = await ReceivedCommands.at(broker.url);
  });

  beforeEach(async () => {
    const migrations = [CreateOutbox1761000000001];
    database = await createTestDatabase((url) => ({ type: 'postgres', url, migrations }));
  });

  afterEach(async () => {
    await Promise.all(instances.splice(0).map((instance) => instance.stop()));
    await database.drop();
  });

  afterAll(async () => {
    await received.close();
    await broker.drop();
  });

  async function startInstance(kind: RelayKind = 'log-tailing'): Promise<RelayInstance> {
    const instance = new RelayInstance({ kind, database, brokerUrl: broker.url });
    instances.push(instance);
    await instance.start();
    return instance;
  }

  const stop = (instance: RelayInstance) => instances.splice(instances.indexOf(instance), 1)[0]!.stop();

  async function ask<Value>(expression: string, rest = ''): Promise<Value> {
    const [row] = await database.dataSource.query(`SELECT ${expression} AS value ${rest}`);
    return row?.value as Value;
  }

  const position = () => ask<string>('pg_current_wal_insert_lsn()');
  const acknowledged = (lsn: string) =>
    ask<boolean>(`confirmed_flush_lsn >= '${lsn}'`, `FROM pg_replication_slots WHERE ${SLOT}`);
  const isStreaming = () => ask<boolean>('active', `FROM pg_replication_slots WHERE ${SLOT}`);
  const streaming = () => eventually(async () => expect(await isStreaming()).toBe(true));

  it('acknowledges what the broker has confirmed, and what the log has for others', async () => {
    const instance = await startInstance();
    await instance.place(1);
    expect(await received.next(1)).toEqual([1]);
    const afterMessage = await position();
    await eventually(async () => expect(await acknowledged(afterMessage)).toBe(true));
    await ask(`pg_logical_emit_message(false, 'somebody', 'else')`);
    const afterOthers = await position();
    await eventually(async () => expect(await acknowledged(afterOthers)).toBe(true));
  });

  it('acknowledges nothing behind a message that is not confirmed, through more than a wal_sender_timeout', async () => {
    await database.dataSource.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET wal_sender_timeout = 500', current_database()); END $$`,
    );
    const instance = await startInstance();
    await streaming();
    await received.amqp.unbindQueue('restaurant.events', 'events', 'order.OrderValidated');
    await instance.validateOrder();
    const afterRefused = await position();
    await instance.place(2);
    expect(await received.next(1)).toEqual([2]);
    const reader = await ask<number>('active_pid', `FROM pg_replication_slots WHERE ${SLOT}`);
    const asked = await ask<Date>('now()');
    await eventually(async () => {
      const answered = await ask<Date>('reply_time', `FROM pg_stat_replication WHERE pid = ${reader}`);
      expect(answered.getTime() - asked.getTime()).toBeGreaterThan(1_500);
    });
    expect(await acknowledged(afterRefused)).toBe(false);
    await received.amqp.bindQueue('restaurant.events', 'events', 'order.OrderValidated');
    await eventually(async () => expect(await acknowledged(afterRefused)).toBe(true));
    expect(await ask<number>('count(*)::int', 'FROM outbox')).toBe(0);
  });

  it('publishes nothing again that it had published before it started', async () => {
    const first = await startInstance();
    await first.place(1);
    expect(await received.next(1)).toEqual([1]);
    await received.amqp.unbindQueue('restaurant.events', 'events', 'order.OrderValidated');
    await first.validateOrder();
    await first.placeAll([2, 3]);
    expect(await received.next(2)).toEqual([2, 3]);
    await stop(first);
    await received.amqp.bindQueue('restaurant.events', 'events', 'order.OrderValidated');
    const second = await startInstance();
    await second.place(4);
    expect(await received.next(1)).toEqual([4]);
    const end = await position();
    await eventually(async () => expect(await acknowledged(end)).toBe(true));
    expect(await ask<number>('count(*)::int', 'FROM published_messages')).toBe(5);
  });

  it('takes the slot from a leader whose session has gone, though that one still reads', async () => {
    const first = await startInstance();
    await streaming();
    const reader = await ask<number>('active_pid', `FROM pg_replication_slots WHERE ${SLOT}`);
    const second = await startInstance();
    await first.leader.release();
    first.leader.tryAcquire = () => Promise.resolve(true); // has not noticed that it leads no more
    await eventually(() => expect(second.leader.isHeld()).toBe(true));
    await eventually(async () =>
      expect(await ask('active_pid', `FROM pg_replication_slots WHERE ${SLOT}`)).not.toBe(reader),
    );
    first.leader.tryAcquire = () => Promise.resolve(false);
    await second.place(1);
    expect(await received.next(1)).toEqual([1]);
  });

  it('makes a slot that is missing, and publishes what was stored without one', async () => {
    const first = await startInstance();
    await streaming();
    await stop(first);
    await eventually(() =>
      ask('pg_drop_replication_slot(slot_name)', `FROM pg_replication_slots WHERE ${SLOT}`),
    );
    await first.placeAll([1, 2]);
    const second = await startInstance();
    expect(await received.next(2)).toEqual([1, 2]);
    await streaming();
    await second.place(3);
    expect(await received.next(1)).toEqual([3]);
  });

  it('publishes from the table while a long transaction keeps a new slot from being made', async () => {
    const long = database.dataSource.createQueryRunner();
    await long.startTransaction();
    await long.query('CREATE TABLE long_work ()');
    const instance = await startInstance();
    await instance.placeAll([1, 2]);
    expect(await received.next(2)).toEqual([1, 2]);
    await long.rollbackTransaction();
    await long.release();
    await streaming();
    await instance.place(3);
    expect(await received.next(1)).toEqual([3]);
  });

  it('takes turns with polling, whatever waits', async () => {
    const kinds: readonly RelayKind[] = ['polling', 'log-tailing', 'polling', 'log-tailing'];
    for (const [index, kind] of kinds.entries()) {
      const idle = new RelayInstance({ kind, database, brokerUrl: broker.url });
      await idle.placeAll([10 * index, 10 * index + 1], { shardKey: 'one' });
      const instance = await startInstance(kind);
      await instance.placeAll([10 * index + 2], { shardKey: 'one' });
      expect(await received.next(3)).toEqual([10 * index, 10 * index + 1, 10 * index + 2]);
      await stop(instance);
    }
  });
});
