import type { DatabaseSession } from '#coordination';
import { publicationOf, type Publisher, type PublishOutcome } from '#messaging';
import { Logger } from '@nestjs/common';
import { CommitGroup } from './commit-group.js';
import type { Fate } from './fate.js';
import { nextMessages, removePublished, type OutboxRow, type Removal } from './outbox-table.js';
import { Traffic } from './traffic.js';

/** How many rows a relay takes at a time, and has under way at most when it takes more. */
export const BATCH_SIZE = 500;

/** Hears of each row that is under way no more. */
export type FateListener = (row: OutboxRow, fate: Fate) => void;

/** How many rows wait in the table, as far as it was looked at, and how many of them are under way now. */
export interface Found {
  readonly found: number;
  readonly sent: number;
  /** There may be more, for a destination that has as much under way as it may. */
  readonly passedOver: boolean;
}

/**
 * What both relays do with rows, wherever they have them from: publish, wait for the broker, remove, report. They do not wait
 * for one batch before they send the next; but the next message of a stream goes only when the one before it has left
 * the table: a refusal cannot mix up their order. A destination that takes nothing holds up the others no longer than it takes to
 * know that.
 */
export class BatchPublisher {
  readonly traffic = new Traffic();
  /** How many the broker has confirmed. */
  published = 0;
  private readonly logger = new Logger('Relay');
  private readonly batches = new Set<Promise<void>>();
  private readonly removals: CommitGroup<Removal, undefined>;
  /** How many are under way no more, and still in the table, since nobody knows their fate. */
  private comebacks = 0;
  /** Confirmed, and not removed yet, since the database could not: they are not published again for that. */
  private leftOver: Removal[] = [];
  /** How many there were so far. */
  private sessions = 0;
  private problem?: Error;

  constructor(
    private readonly shards: number,
    private readonly session: DatabaseSession,
    private readonly publisher: Publisher,
  ) {
    // Behind a new session there may be another server, which has given the same positions to others.
    session.on('connected', () => {
      this.sessions += 1;
      this.leftOver = [];
    });
    this.removals = new CommitGroup({
      most: BATCH_SIZE,
      commit: async (removals) => {
        await removePublished(session, removals);
        return removals.map(() => undefined);
      },
      isFaultOfOne: () => false,
    });
  }

  /**
   * Sends the oldest rows of the table that are not under way already, without those that are left alone; none while as many
   * are under way as may be. Rejects when the database is lost, or was when something was to be removed.
   */
  async publishFromTable(onFate: FateListener): Promise<Found> {
    this.throwProblem();
    const { traffic } = this;
    await this.removeLeftOver();
    if (traffic.size >= BATCH_SIZE) return { found: traffic.size, sent: 0, passedOver: false };
    const { comebacks } = this;
    const passedOver = traffic.isDense();
    const leftAlone = traffic.leftAlone();
    const rows = await nextMessages(this.session, BATCH_SIZE, leftAlone);
    // What has come back meanwhile was not looked for, and comes before what was found.
    const missed = this.comebacks - comebacks;
    if (missed > 0) return { found: rows.length + missed, sent: 0, passedOver };
    if (rows.length < BATCH_SIZE) traffic.found(rows, leftAlone);
    return { found: rows.length, sent: this.publish(rows, onFate).length, passedOver };
  }

  /** Sends the first row of each stream of which none is under way, and tells which those are. Throws as above rejects. */
  publish(rows: readonly OutboxRow[], onFate: FateListener): readonly OutboxRow[] {
    this.throwProblem();
    const batch = rows.filter((row) => this.traffic.enter(row));
    if (batch.length === 0) return batch;
    const settled = this.settle(batch, onFate).finally(() => this.batches.delete(settled));
    this.batches.add(settled);
    return batch;
  }

  /** Resolves when nothing is under way of what is under way now. */
  async settled(): Promise<void> {
    await Promise.all(this.batches);
  }

  private throwProblem(): void {
    const { problem } = this;
    this.problem = undefined;
    if (problem) throw problem;
  }

  /** Never rejects. */
  private async settle(batch: readonly OutboxRow[], onFate: FateListener): Promise<void> {
    const sending = { publishedAt: new Date(), session: this.sessions };
    const refusals: Refusal[] = [];
    await Promise.all(
      batch.map(async (row) => {
        const outcome = await this.publishOne(row, sending);
        if (!outcome.confirmed) refusals.push({ row, reason: outcome.reason });
        const fate = await this.decideFate(row, outcome, sending);
        if (fate === 'unknown') this.comebacks += 1;
        this.traffic.leave(row, fate);
        onFate(row, fate);
      }),
    );
    this.report(refusals);
  }

  private async decideFate(row: OutboxRow, outcome: PublishOutcome, sending: Sending): Promise<Fate> {
    if (outcome.confirmed) return this.remove(row, sending);
    if (outcome.isUnfit) return 'unfit';
    return outcome.refused ? 'refused' : 'unknown';
  }

  private async remove({ position }: OutboxRow, { publishedAt, session }: Sending): Promise<Fate> {
    this.published += 1;
    if (session !== this.sessions) return 'unknown';
    const removal = { position, publishedAt };
    try {
      await this.removals.add(removal);
      return 'removed';
    } catch (error) {
      if (session === this.sessions) this.leftOver.push(removal);
      this.problem = error as Error;
      return 'unknown';
    }
  }

  private async removeLeftOver(): Promise<void> {
    const removals = new Set(this.leftOver);
    if (removals.size === 0) return;
    await removePublished(this.session, [...removals]);
    this.leftOver = this.leftOver.filter((removal) => !removals.has(removal));
  }

  /** An error is the row's own: the others of its batch must not be published again and again for it. */
  private async publishOne(row: OutboxRow, { publishedAt }: Sending): Promise<PublishOutcome> {
    try {
      return await this.publisher.publish(publicationOf(row, this.shards, publishedAt));
    } catch (error) {
      return { confirmed: false, refused: true, isUnfit: true, reason: (error as Error).message };
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

/** When a batch was sent, and in which session its rows were read. */
interface Sending {
  readonly publishedAt: Date;
  readonly session: number;
}

interface Refusal {
  readonly row: OutboxRow;
  readonly reason: string;
}
