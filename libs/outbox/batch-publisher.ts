import type { DatabaseSession } from '#coordination';
import { publicationOf, type Publisher, type PublishOutcome } from '#messaging';
import { Logger } from '@nestjs/common';
import { HeldBack } from './held-back.js';
import { nextMessages, removePublished, streamOf, type OutboxRow } from './outbox-table.js';

/** How many rows a relay takes at a time. */
export const BATCH_SIZE = 500;

/** What became of a batch. */
export interface BatchResult {
  /** The broker has confirmed them, and they have left the table since. */
  readonly confirmed: readonly OutboxRow[];
  /** How many the broker did not take: their streams are held back, and others are next. */
  readonly refused: number;
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
  async publishFromTable(): Promise<BatchResult & { readonly found: number }> {
    const rows = await nextMessages(this.session, BATCH_SIZE, this.heldBack.releaseDue());
    return { found: rows.length, ...(await this.publish(rows)) };
  }

  /**
   * Publishes the first row of each stream. A refused row stays, and is tried again later, so that it does
   * not keep the others from going. Rejects when the database is lost; then any of them may have been published, and none
   * is removed.
   */
  async publish(rows: readonly OutboxRow[]): Promise<BatchResult> {
    const batch = firstOfEachStream(rows);
    if (batch.length === 0) return { confirmed: [], refused: 0 };
    const publishedAt = new Date();
    const outcomes = await Promise.all(batch.map((row) => this.publishOne(row, publishedAt)));
    const confirmed = batch.filter((_, index) => outcomes[index]?.confirmed);
    this.published += confirmed.length;
    if (confirmed.length > 0) await removePublished(this.session, positionsOf(confirmed), publishedAt);
    const refusals = refusalsIn(batch, outcomes);
    const refused = refusals.filter((refusal) => refusal.refused);
    for (const { row } of refused) this.heldBack.add(streamOf(row));
    this.report(refusals);
    return { confirmed, refused: refused.length };
  }

  /** An error is the row's own: the others of its batch must not be published again and again for it. */
  private async publishOne(row: OutboxRow, publishedAt: Date): Promise<PublishOutcome> {
    try {
      return await this.publisher.publish(publicationOf(row, this.shards, publishedAt));
    } catch (error) {
      return { confirmed: false, refused: true, reason: (error as Error).message };
    }
  }

  /** One line for all that a channel was refused for one reason: a batch can have hundreds of them. */
  private report(refusals: readonly Refusal[]): void {
    const alike = Map.groupBy(refusals, ({ row, reason }) => `to ${row.channel}: ${reason}`);
    for (const [what, [first, ...others]] of alike) {
      const more = others.length > 0 ? ` (and ${others.length} more)` : '';
      this.logger.error(`Not published: ${first?.row.type} ${first?.row.id} ${what}${more}`);
    }
  }
}

interface Refusal {
  readonly row: OutboxRow;
  readonly refused: boolean;
  readonly reason: string;
}

const refusalsIn = (rows: readonly OutboxRow[], outcomes: readonly PublishOutcome[]): Refusal[] =>
  rows.flatMap((row, index) => {
    const outcome = outcomes[index];
    return outcome && !outcome.confirmed ? [{ row, ...outcome }] : [];
  });

/** The next message of a stream goes only after the one before it is confirmed: a refusal cannot mix up their order. */
function firstOfEachStream(rows: readonly OutboxRow[]): OutboxRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const stream = streamOf(row);
    return !seen.has(stream) && seen.add(stream);
  });
}

const positionsOf = (rows: readonly OutboxRow[]): string[] => rows.map(({ position }) => position);
