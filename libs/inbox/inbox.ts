import { ReceiverUnavailable, type Decide, type Failure, type Message, type Receiver } from '#messaging';
import type { Transaction } from '#outbox';
import { isDatabaseUnavailable, isStatementTimeout } from '#service-kit';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { isAlreadyRecorded } from './already-recorded.js';
import { forgetFailed, isRecorded, record, recordFailed } from './inbox-table.js';

type Reception = Awaited<ReturnType<Receiver['receive']>>;

/**
 * Handles every message once, however often it is delivered: the record of the message id commits with the work.
 * Pattern: Idempotent consumer (Richardson, Microservices Patterns, 3.3.6).
 */
export class Inbox implements Receiver {
  private readonly logger = new Logger('Inbox');

  constructor(
    private readonly transaction: Transaction,
    private readonly dataSource: DataSource,
  ) {}

  async receive(message: Message, decide: Decide): Promise<Reception> {
    try {
      return await this.handleOnce(message, decide);
    } catch (error) {
      if (isAlreadyRecorded(error)) return this.duplicate(message);
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

  private handleOnce(message: Message, decide: Decide): Promise<Reception> {
    const cause = { id: message.id, correlationId: message.correlationId };
    return this.transaction.run(async (work) => {
      if (await isRecorded(work.entityManager, message.id)) return this.duplicate(message);
      const answer = await decide(message, work);
      if (answer) work.reply(message, answer);
      await record(work.entityManager, message, work.outcome);
    }, cause);
  }

  private duplicate(message: Message): Reception {
    this.logger.debug(`Duplicate of ${message.type} ${message.id}: acknowledged, not handled again`);
    return 'duplicate';
  }
}

/** A message whose own statements always take too long must not hold up those behind it: it goes down the ladder. */
const isOutage = (error: unknown): boolean => isDatabaseUnavailable(error) && !isStatementTimeout(error);
