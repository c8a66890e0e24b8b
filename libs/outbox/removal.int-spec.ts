import { eventually } from '#testing';
import { RelayBed } from './testing/relay-bed.js';
import { relays } from './testing/relay-instance.js';

/** A database that can be read, and not be written to; it counts how often that was tried: sequences do not roll back. */
const REFUSE_REMOVALS = `
  CREATE SEQUENCE removals;
  CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'no space left, try number %', nextval('removals'); END $$;
  CREATE TRIGGER refuse_removal BEFORE INSERT ON published_messages FOR EACH ROW
    EXECUTE FUNCTION refuse_removal()`;

const SLOT = `FROM pg_replication_slots WHERE slot_name = 'outbox_' || current_database()`;

describe.each(relays)('what the relay by %s has published', (kind) => {
  let bed: RelayBed;

  beforeAll(async () => {
    bed = await RelayBed.start();
  });
  beforeEach(() => bed.openOutbox());
  afterEach(() => bed.closeOutbox());
  afterAll(() => bed.stop());

  it('is not published again while the database cannot remove it, but removed as soon as it can', async () => {
    await bed.database.dataSource.query(REFUSE_REMOVALS);
    const instance = await bed.startInstance(kind);
    const publish = jest.spyOn(instance.publisher, 'publish');
    await instance.place(1);
    await eventually(async () => expect(await bed.ask('last_value > 3', 'FROM removals')).toBe(true));
    expect(publish).toHaveBeenCalledTimes(1);

    await bed.database.dataSource.query('DROP FUNCTION refuse_removal CASCADE');
    await instance.place(2);
    expect(await bed.received.next(2)).toEqual([1, 2]);
    await eventually(async () => expect(await bed.waiting()).toBe(0));
    expect(publish).toHaveBeenCalledTimes(2);

    if (kind === 'log-tailing') {
      const end = await bed.ask('pg_current_wal_insert_lsn()');
      await eventually(async () => expect(await bed.ask(`confirmed_flush_lsn >= '${end}'`, SLOT)).toBe(true));
    }
  });
});
