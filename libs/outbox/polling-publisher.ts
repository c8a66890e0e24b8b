import type { DatabaseSession, LeaderLock } from '#coordination';
import { publicationOf, type Publisher, type PublishOutcome } from '#messaging';
import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { nextMessages, removePublished, streamOf, type OutboxRow } from './outbox-table.js';
import type { RelaySignal } from './relay-signal.js';
import { HeldBack } from './held-back.js';

export interface RelayOptions {
  readonly shards: number;
  /** How long to sleep when no commit wakes the relay; bounds the delay of a lost hint. */
  readonly pollingIntervalMs: number;
}

const BATCH = 500;
const GRACE_MS = 5_000;

/**
 * The message relay: publishes what stands in the outbox, oldest first, and removes a row only when the broker has
 * confirmed it. A crash in between publishes it again, which the receivers' inboxes bear. One leader per database,
 * since several publishers would mix up the order of an order's messages.
 * Pattern: Polling publisher (Richardson, Microservices Patterns, 3.3.7).
 */
export class PollingPublisher {
  private readonly logger = new Logger('Relay');
  private readonly heldBack = new HeldBack();
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly options: RelayOptions,
    private readonly source: { readonly session: DatabaseSession; readonly leader: LeaderLock },
    private readonly publisher: Publisher,
    private readonly signal: RelaySignal,
  ) {
    signal.attach(() => source.leader.isHeld());
  }

  start(): void {
    this.running = this.run();
  }

  /**
   * Finishes the batch in work and lets another instance lead. A batch that the broker does not confirm is given up
   * after a while: its rows are still there.
   */
  async stop(): Promise<void> {
    this.stopped = true;
    this.signal.ring();
    await Promise.race([this.running, delay(GRACE_MS, undefined, { ref: false })]);
    await this.source.leader.release();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const more = await this.publishBatch().catch((error: Error) => {
        if (this.source.session.isConnected()) this.logger.warn(`The relay pauses: ${error.message}`);
        return false;
      });
      if (!more) await this.signal.wait(this.options.pollingIntervalMs);
    }
  }

  /** Resolves to true when there may be more to publish at once. */
  private async publishBatch(): Promise<boolean> {
    if (!(await this.leads())) return false;
    const { session } = this.source;
    const rows = firstOfEachStream(await nextMessages(session, BATCH, this.heldBack.streams()));
    if (rows.length === 0) return false;
    const publishedAt = new Date();
    const outcomes = await Promise.all(
      rows.map((row) => this.publisher.publish(publicationOf(row, this.options.shards, publishedAt))),
    );
    const confirmed = rows.filter((_, index) => outcomes[index]?.confirmed);
    if (confirmed.length > 0) await removePublished(session, positionsOf(confirmed), publishedAt);
    this.report(rows, outcomes);
    return confirmed.length > 0;
  }

  /** A leader that cannot reach the broker makes way for an instance that may. */
  private async leads(): Promise<boolean> {
    const { session, leader } = this.source;
    if (!session.isConnected()) return false;
    if (this.publisher.isReady()) return leader.tryAcquire();
    await leader.release();
    return false;
  }

  /** An unroutable row stays, and is tried again later, so that it does not keep the others from going. */
  private report(rows: readonly OutboxRow[], outcomes: readonly PublishOutcome[]): void {
    for (const [index, outcome] of outcomes.entries()) {
      const row = rows[index];
      if (!row || outcome.confirmed) continue;
      if (outcome.unroutable) this.heldBack.add(streamOf(row));
      this.logger.error(`Not published: ${row.type} ${row.id} to ${row.channel}: ${outcome.reason}`);
    }
  }
}

/** The next message of a stream goes only after the one before it is confirmed: a refusal cannot mix up their order. */
function firstOfEachStream(rows: readonly OutboxRow[]): OutboxRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const stream = streamOf(row);
    return !seen.has(stream) && seen.add(stream);
  });
}

const positionsOf = (rows: readonly OutboxRow[]): string[] => rows.map(({ position }) => position);
