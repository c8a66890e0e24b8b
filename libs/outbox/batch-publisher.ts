import type { DatabaseSession } from '#coordination';
import { publicationOf, type Publisher, type PublishOutcome } from '#messaging';
import { Logger } from '@nestjs/common';
import { HeldBack } from './held-back.js';
import { nextMessages, removePublished, streamOf, type OutboxRow } from './outbox-table.js';

const BATCH = 500;

/** What became of a batch from the table. */
export interface BatchResult {
  readonly found: number;
  readonly confirmed: number;
}

/** What both relays do with rows, wherever they have them from: publish, wait for the broker, remove, report. */
export class BatchPublisher {
  readonly heldBack = new HeldBack();
  /** How many the broker has confirmed. */
  published = 0;
  private readonly logger = new Logger('Relay');

  constructor(
    private readonly shards: number,
    private readonly session: DatabaseSession,
    private readonly publisher: Publisher,
  ) {}

  /** Publishes the oldest rows of the table, without those of streams that are held back. */
  async publishFromTable(): Promise<BatchResult> {
    const rows = await nextMessages(this.session, BATCH, this.heldBack.releaseDue());
    const confirmed = await this.publish(rows);
    return { found: rows.length, confirmed: confirmed.length };
  }

  /**
   * Publishes the first row of each stream, and resolves to the rows that the broker has confirmed and that have left the
   * table since. Rejects when the database is lost; then any of them may have been published, and none is removed.
   */
  async publish(rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> {
    const batch = firstOfEachStream(rows);
    if (batch.length === 0) return [];
    const publishedAt = new Date();
    const outcomes = await Promise.all(
      batch.map((row) => this.publisher.publish(publicationOf(row, this.shards, publishedAt))),
    );
    const confirmed = batch.filter((_, index) => outcomes[index]?.confirmed);
    this.published += confirmed.length;
    if (confirmed.length > 0) await removePublished(this.session, positionsOf(confirmed), publishedAt);
    this.report(batch, outcomes);
    return confirmed;
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
