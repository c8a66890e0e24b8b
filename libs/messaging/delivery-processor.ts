import { Logger } from '@nestjs/common';
import type { ConsumeMessage } from 'amqplib';
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Dispatcher } from './dispatcher.js';
import { fromAmqp, MalformedMessage } from './envelope.js';
import { dispose } from './failure-policy.js';
import type { Message } from './message.js';
import type { Publisher } from './publisher.js';
import { ReceiverUnavailable, type Receiver } from './receiver.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** The queue that a delivery came from. */
export interface Source {
  readonly channel: string;
  readonly shard: string;
}

/** What came of an attempt to take a delivery; `paused` when neither database nor broker would. */
export type DeliveryOutcome = 'handled' | 'duplicate' | 'retry' | 'dead-letter' | 'paused';

export interface DeliveryEvents {
  outcome: [channel: string, outcome: DeliveryOutcome];
}

/** Takes a delivery through to the point where it may be acknowledged: handled, or safely put somewhere else. */
export class DeliveryProcessor extends EventEmitter<DeliveryEvents> {
  private readonly logger = new Logger('Subscription');

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly receiver: Receiver,
    private readonly publisher: Pick<Publisher, 'publish'>,
    private readonly retryDelaysMs: readonly number[],
  ) {
    super();
  }

  /** Resolves to true when the delivery may be acknowledged, and to false when it was abandoned meanwhile. */
  async process(delivery: ConsumeMessage, source: Source, abandoned: AbortSignal): Promise<boolean> {
    const receivedAt = new Date();
    for (
      let pauseMs = FIRST_PAUSE_MS;
      !abandoned.aborted;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    ) {
      try {
        this.emit('outcome', source.channel, await this.handle(delivery, source, receivedAt));
        return true;
      } catch (error) {
        this.emit('outcome', source.channel, 'paused');
        this.logger.warn(`${source.channel} pauses for ${pauseMs} ms: ${(error as Error).message}`);
        await delay(pauseMs, undefined, { signal: abandoned }).catch(() => {});
      }
    }
    return false;
  }

  /** Rejects when neither the database nor the broker would take the message off our hands. */
  private async handle(delivery: ConsumeMessage, source: Source, receivedAt: Date): Promise<DeliveryOutcome> {
    let message: Message | undefined;
    try {
      message = fromAmqp(delivery, source.channel, receivedAt);
      const prepared = this.dispatcher.prepare(message);
      return (await this.receiver.receive(prepared.message, prepared.decide)) ?? 'handled';
    } catch (error) {
      if (error instanceof ReceiverUnavailable) throw error;
      return this.setAside(delivery, source, error as Error, message);
    }
  }

  private async setAside(delivery: ConsumeMessage, source: Source, error: Error, message?: Message) {
    const retryable = !(error instanceof MalformedMessage);
    const { kind, publication } = dispose(
      { ...source, delivery, error, retryable },
      this.retryDelaysMs,
      new Date(),
    );
    const outcome = await this.publisher.publish(publication);
    if (!outcome.confirmed) throw new Error(`cannot ${kind}: ${outcome.reason}`);
    this.logger.error(
      `${kind} ${delivery.properties.type} ${delivery.properties.messageId}: ${error.message}`,
    );
    if (message) await this.receiver.recordFailure(message, { error: error.message, disposition: kind });
    return kind;
  }
}
