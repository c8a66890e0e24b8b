import {
  ReceiverUnavailable,
  type Failure,
  type Message,
  type Receiver,
  type Reception,
  type ReceptionOutcome,
} from '#messaging';
import { CommitGroup, type OutboxWork, type Transaction } from '#outbox';
import { isOutage } from '#service-kit';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { isAlreadyRecorded } from './already-recorded.js';
import { handleAll } from './handle-all.js';
import { findRecorded, forgetFailed, record, recordFailed } from './inbox-table.js';

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
    const outcomes = await this.transaction.run((work) => this.handleOnce(batches.flat(), work));
    const rest = [...outcomes];
    return batches.map(({ length }) => rest.splice(0, length));
  }

  private async handleOnce(receptions: Receptions, work: OutboxWork): Promise<Outcomes> {
    const known = await findRecorded(
      work.entityManager,
      receptions.map(({ message }) => message.id),
    );
    const outcomes = receptions.map(({ message }) => {
      if (known.has(message.id)) return this.duplicate(message);
      known.add(message.id);
      return 'handled';
    });
    const fresh = receptions.filter((_, index) => outcomes[index] === 'handled');
    work.lastStatements.push(record(work.entityManager, await handleAll(fresh, work)));
    return outcomes;
  }

  private duplicate(message: Message): 'duplicate' {
    this.logger.debug(`Duplicate of ${message.type} ${message.id}: acknowledged, not handled again`);
    return 'duplicate';
  }
}
