import { eventually } from '#testing';
import { Registry } from 'prom-client';
import { SlotMetrics } from './log-tailing/slot-metrics.js';
import { RelayMetrics } from './relay-metrics.js';
import { RelayBed } from './testing/relay-bed.js';
import type { RelayInstance } from './testing/relay-instance.js';

describe('the metrics of a relay', () => {
  let bed: RelayBed;
  let instance: RelayInstance;
  const registry = new Registry();

  beforeAll(async () => {
    bed = await RelayBed.start();
    await bed.openOutbox();
    instance = bed.instance('log-tailing');
    new RelayMetrics(registry, bed.database.dataSource, instance.leader, instance.batches);
    new SlotMetrics(registry, instance.slot);
  });

  afterAll(async () => {
    await bed.closeOutbox();
    await bed.stop();
  });

  it('tell what is published, what waits and is held back, and how far the slot is', async () => {
    expect(await registry.metrics()).toContain('outbox_relay_leader 0');
    await instance.start();
    await eventually(() => expect(instance.slot.recoveries).toBe(1));
    await bed.received.unbindEvents();
    await instance.validateOrder();
    await instance.place(1);
    expect(await bed.received.next(1)).toEqual([1]);
    await eventually(async () => {
      const lines = (await registry.metrics()).split('\n').filter((line) => !line.startsWith('#'));
      expect(lines).toEqual(
        expect.arrayContaining([
          'outbox_relay_leader 1',
          'outbox_messages_waiting 1',
          'outbox_streams_held_back 1',
          'outbox_published_total 1',
          'outbox_slot_recoveries_total 1',
          'outbox_slot_wal_status 0',
          expect.stringMatching(/^outbox_oldest_message_age_seconds \d/),
          expect.stringMatching(/^outbox_slot_lag_bytes [1-9]/),
          expect.stringMatching(/^outbox_slot_safe_wal_bytes [1-9]/),
        ]),
      );
    });
  });
});
