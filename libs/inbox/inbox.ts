import {
  ReceiverUnavailable,
  type Failure,
  type Message,
  type Receiver,
  type Reception,
  type ReceptionOutcome,
} from '#messaging';
import type { OutboxWork, Transaction } from '#outbox';
import { allEnded, isDatabaseUnavailable, isStatementTimeout } from '#service-kit';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { isAlreadyRecorded } from './already-recorded.js';
import { findRecorded, forgetFailed, record, recordFailed, type Handled } from './inbox-table.js';

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

  async receive(receptions: readonly Reception[]): Promise<readonly ReceptionOutcome[]> {
    try {
      return await this.transaction.run((work) => this.handleOnce(receptions, work));
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

  private async handleOnce(
    receptions: readonly Reception[],
    work: OutboxWork,
  ): Promise<readonly ReceptionOutcome[]> {
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
    await record(work.entityManager, await handleAll(fresh, work));
    return outcomes;
  }

  private duplicate(message: Message): 'duplicate' {
    this.logger.debug(`Duplicate of ${message.type} ${message.id}: acknowledged, not handled again`);
    return 'duplicate';
  }
}

/** Those that lock the same stay in their order; the others share their statements. */
async function handleAll(receptions: readonly Reception[], work: OutboxWork): Promise<Handled[]> {
  const lines = Map.groupBy(receptions, ({ message, locks }) => locks ?? message.shardKey);
  return (await allEnded([...lines.values()].map((line) => handleInOrder(line, work)))).flat();
}

async function handleInOrder(receptions: readonly Reception[], work: OutboxWork): Promise<Handled[]> {
  const handled: Handled[] = [];
  for (const reception of receptions) handled.push(await handle(reception, work));
  return handled;
}

async function handle({ message, decide }: Reception, work: OutboxWork): Promise<Handled> {
  const { id, correlationId, requestId } = message;
  const own = work.because({ id, correlationId, requestId });
  const answer = await decide(message, own);
  if (answer) own.reply(message, answer);
  return { message, outcome: own.outcome, handledAt: new Date() };
}

/** A message whose own statements always take too long must not hold up those behind it: it goes down the ladder. */
const isOutage = (error: unknown): boolean => isDatabaseUnavailable(error) && !isStatementTimeout(error);
