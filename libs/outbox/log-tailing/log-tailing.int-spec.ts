import { eventually } from '#testing';
import { RelayBed, SLOT } from '../testing/relay-bed.js';
import type { RelayInstance, RelayKind } from '../testing/relay-instance.js';

const READER = `FROM pg_stat_replication WHERE pid = (SELECT active_pid ${SLOT})`;

describe('log tailing', () => {
  let bed: RelayBed;

  beforeAll(async () => {
    bed = await RelayBed.start();
  });
  beforeEach(() => bed.openOutbox());
  afterEach(() => bed.closeOutbox());
  afterAll(() => bed.stop());

  const startInstance = (): Promise<RelayInstance> => bed.startInstance('log-tailing');
  /** A slot is active already while it is made, from when on it knows nothing of what is committed before. */
  const streaming = () => eventually(async () => expect(await bed.ask('state', READER)).toBe('streaming'));

  it('acknowledges what the broker has confirmed, and what the log has for others', async () => {
    const instance = await startInstance();
    await instance.place(1);
    expect(await bed.received.next(1)).toEqual([1]);
    const afterMessage = await bed.position();
    await eventually(async () => expect(await bed.isAcknowledged(afterMessage)).toBe(true));
    await bed.ask(`pg_logical_emit_message(false, 'somebody', 'else')`);
    const afterOthers = await bed.position();
    await eventually(async () => expect(await bed.isAcknowledged(afterOthers)).toBe(true));
  });

  it('acknowledges nothing behind a message that is not confirmed, through more than a wal_sender_timeout', async () => {
    await bed.database.dataSource.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET wal_sender_timeout = 500', current_database()); END $$`,
    );
    const instance = await startInstance();
    await streaming();
    await bed.received.unbindEvents();
    await instance.validateOrder();
    const afterRefused = await bed.position();
    await instance.place(2);
    expect(await bed.received.next(1)).toEqual([2]);
    const asked = await bed.ask<Date>('now()');
    // Since it was asked, or since another began to read, because this process stood still for long.
    const answeredFor = `reply_time - greatest(backend_start, '${asked.toISOString()}')`;
    await eventually(async () =>
      expect(await bed.ask(`${answeredFor} > interval '1.5 s'`, READER)).toBe(true),
    );
    expect(await bed.isAcknowledged(afterRefused)).toBe(false);
    await bed.received.bindEvents();
    await eventually(async () => expect(await bed.isAcknowledged(afterRefused)).toBe(true));
    expect(await bed.waiting()).toBe(0);
  });

  it('publishes nothing again that it had published before it started', async () => {
    const first = await startInstance();
    await first.place(1);
    expect(await bed.received.next(1)).toEqual([1]);
    await bed.received.unbindEvents();
    await first.validateOrder();
    await first.placeAll([2, 3]);
    expect(await bed.received.next(2)).toEqual([2, 3]);
    await bed.stopInstance(first);
    await bed.received.bindEvents();
    const second = await startInstance();
    await second.place(4);
    expect(await bed.received.next(1)).toEqual([4]);
    const end = await bed.position();
    await eventually(async () => expect(await bed.isAcknowledged(end)).toBe(true));
    expect(await bed.ask<number>('count(*)::int', 'FROM published_messages')).toBe(5);
  });

  it('takes the slot from a leader whose session has gone, though that one still reads', async () => {
    const first = await startInstance();
    await streaming();
    const reader = await bed.ask<number>('active_pid', SLOT);
    const second = await startInstance();
    first.leader.tryAcquire = () => Promise.resolve(true); // will not notice that it leads no more
    await first.leader.release();
    await eventually(() => expect(second.leader.isHeld()).toBe(true));
    await eventually(async () => expect(await bed.ask('active_pid', SLOT)).not.toBe(reader));
    first.leader.tryAcquire = () => Promise.resolve(false);
    await second.place(1);
    expect(await bed.received.next(1)).toEqual([1]);
  });

  it('makes a slot that is missing, and publishes what was stored without one', async () => {
    const first = await startInstance();
    await streaming();
    await bed.stopInstance(first);
    await eventually(() => bed.ask('pg_drop_replication_slot(slot_name)', SLOT));
    await first.placeAll([1, 2]);
    const second = await startInstance();
    expect(await bed.received.next(2)).toEqual([1, 2]);
    await streaming();
    await second.place(3);
    expect(await bed.received.next(1)).toEqual([3]);
  });

  it('publishes from the table while a long transaction keeps a new slot from being made', async () => {
    const long = bed.database.dataSource.createQueryRunner();
    await long.startTransaction();
    await long.query('CREATE TABLE long_work ()');
    const instance = await startInstance();
    await instance.placeAll([1, 2]);
    expect(await bed.received.next(2)).toEqual([1, 2]);
    await long.rollbackTransaction();
    await long.release();
    await streaming();
    await instance.place(3);
    expect(await bed.received.next(1)).toEqual([3]);
  });

  it('publishes a transaction of more rows than it reads ahead', async () => {
    const instance = await startInstance();
    await streaming();
    await instance.place(1);
    expect(await bed.received.next(1)).toEqual([1]);
    const totals = Array.from({ length: 3_000 }, (_, index) => index);
    await instance.placeAll(totals);
    expect((await bed.received.next(totals.length)).toSorted((one, other) => one - other)).toEqual(totals);
  });

  it('takes turns with polling, whatever waits', async () => {
    const kinds: readonly RelayKind[] = ['polling', 'log-tailing', 'polling', 'log-tailing'];
    for (const [index, kind] of kinds.entries()) {
      const idle = bed.instance(kind);
      await idle.placeAll([10 * index, 10 * index + 1], { shardKey: 'one' });
      const instance = await bed.startInstance(kind);
      await instance.placeAll([10 * index + 2], { shardKey: 'one' });
      expect(await bed.received.next(3)).toEqual([10 * index, 10 * index + 1, 10 * index + 2]);
      await bed.stopInstance(instance);
    }
  });
});
