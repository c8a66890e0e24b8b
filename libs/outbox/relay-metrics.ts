import type { LeaderLock } from '#coordination';
import type { Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { BatchPublisher } from './batch-publisher.js';
import { countWaiting, oldestAgeS } from './outbox-table.js';
import { readCounter, readGauge } from './read-metric.js';

/**
 * What Prometheus gets to know of a relay. What waits is the database's: every instance tells the same of it, and asks
 * the pool, since a count of a long backlog must not keep the leader's session waiting.
 */
export class RelayMetrics {
  constructor(registry: Registry, dataSource: DataSource, leader: LeaderLock, batches: BatchPublisher) {
    const named = (name: string, help: string) => ({ registry, name: `outbox_${name}`, help });
    readCounter(
      named('published_total', 'Messages that the broker has confirmed to this instance'),
      () => batches.published,
    );
    readGauge(named('relay_leader', 'Whether this instance publishes (1) or stands by (0)'), () =>
      Number(leader.isHeld()),
    );
    readGauge(
      named(
        'streams_held_back',
        'Streams whose next message the broker has not taken within the last seconds, for want of a queue above all',
      ),
      () => batches.traffic.streamsHeldBack,
    );
    readGauge(named('messages_waiting', 'Messages that wait in the outbox table'), () =>
      countWaiting(dataSource),
    );
    readGauge(named('oldest_message_age_seconds', 'How long the oldest message has been waiting'), () =>
      oldestAgeS(dataSource),
    );
  }
}
