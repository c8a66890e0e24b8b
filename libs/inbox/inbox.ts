import {
  ReceiverUnavailable,
  type Failure,
  type Message,
  type Receiver,
  type Reception,
  type ReceptionOutcome,
} from '#messaging';
import { CommitGroup, type OutboxWork, type Transaction } from '#outbox';
import { isOutage, leaveToCommit } from '#service-kit';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { isAlreadyRecorded } from './already-recorded.js';
import { handleAll } from './handle-all.js';
import { findRecorded, forgetFailed, record, recordFailed, type Handled } from './inbox-table.js';

type Receptions = readonly Reception[];
type Outcomes = readonly ReceptionOutcome[];

/**
 * Handles every message once, however often it is delivered: the record of the message id commits with the work. What the
 * subscriptions receive at the same time shares a transaction.
 * Pattern: Idempotent consumer (Richardson, Microservices Patterns, 3.3.6).
 */
export class Inbox implements Receiver {
  private readonly logger = new Logger('Inbox');
  private readonly group = new CommitGroup<Receptions, Outcomes>({
    commit: (batches) => this.handleTogether(batches),
    // A message whose own statements always take too long must not hold up those behind it: it goes down the ladder.
    isFaultOfOne: (error) => !isOutage(error),
  });

  constructor(
    private readonly transaction: Transaction,
    private readonly dataSource: DataSource,
  ) {}

  async receive(receptions: Receptions): Promise<Outcomes> {
    try {
      return await this.group.add(receptions);
    } catch (error) {
      const [only, ...others] = receptions;
      if (isAlreadyRecorded(error) && only && others.length === 0) return [this.duplicate(only.message)];
      if (isOutage(error)) throw new ReceiverUnavailable((error as Error).message, { cause: error });
      throw error;
    }
  }

  async recordFailure(message: Message, failure: Failure): Promise<void> {
    await recordFailed(this.dataSource, message, failure).catch((error: Error) =>
      this.logger.warn(`The failure of ${message.id} is not in the timeline: ${error.message}`),
    );
  }

  /** The message begins anew, and the timeline does not show it as failed; as well as it can, never rejects. */
  async forgetFailure(messageId: string): Promise<void> {
    await forgetFailed(this.dataSource, messageId).catch((error: Error) =>
      this.logger.warn(`The timeline still shows ${messageId} as failed: ${error.message}`),
    );
  }

  private async handleTogether(batches: readonly Receptions[]): Promise<readonly Outcomes[]> {
    const rest = [...(await this.handleOnce(batches.flat()))];
    return batches.map(({ length }) => rest.splice(0, length));
  }

  /** Takes them for new at first: that they mostly are, and to ask before would cost each of them a round trip. */
  private async handleOnce(receptions: Receptions): Promise<Outcomes> {
    try {
      return await this.handleWithout(new Set(), receptions);
    } catch (error) {
      if (error instanceof HandledBefore) return this.handleWithout(error.messageIds, receptions);
      throw error;
    }
  }

  private handleWithout(known: ReadonlySet<string>, receptions: Receptions): Promise<Outcomes> {
    return this.transaction.run(async (work) => {
      const seen = new Set(known);
      const outcomes = receptions.map(({ message }) => {
        if (seen.has(message.id)) return this.duplicate(message);
        seen.add(message.id);
        return 'handled';
      });
      const fresh = receptions.filter((_, index) => outcomes[index] === 'handled');
      const handled = await this.handleNew(fresh, work);
      leaveToCommit(work.entityManager, record(work.entityManager, handled));
      return outcomes;
    });
  }

  /** Asks on the way whether they are new. Rejects with {@link HandledBefore} when one is not, whatever came of it. */
  private async handleNew(receptions: Receptions, work: OutboxWork): Promise<Handled[]> {
    const ids = receptions.map(({ message }) => message.id);
    const asking = findRecorded(work.entityManager, ids);
    const handling = handleAll(receptions, work);
    await Promise.allSettled([asking, handling]);
    const recorded = await asking;
    if (recorded.size > 0) throw new HandledBefore(recorded);
    return handling;
  }

  private duplicate(message: Message): 'duplicate' {
    this.logger.debug(`Duplicate of ${message.type} ${message.id}: acknowledged, not handled again`);
    return 'duplicate';
  }
}

/** What was done is undone, and done again without them. */
class HandledBefore extends Error {
  override readonly name = 'HandledBefore';

  constructor(readonly messageIds: ReadonlySet<string>) {
    super('Some of the messages were handled before');
  }
}
