import { withinRequest } from '#service-kit';
import { Logger } from '@nestjs/common';
import type { ConsumeMessage } from 'amqplib';
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Dispatcher } from './dispatcher.js';
import { fromAmqp, MalformedMessage } from './envelope.js';
import { dispose } from './failure-policy.js';
import type { Message } from './message.js';
import type { Publisher } from './publisher.js';
import { ReceiverUnavailable, type Receiver, type ReceptionOutcome } from './receiver.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** The queue that a delivery came from. */
export interface Source {
  readonly channel: string;
  readonly shard: string;
}

/**
 * What came of an attempt to take a delivery; `paused` when neither database nor broker would, and once for a whole group
 * `regrouped` when it failed together.
 */
export type DeliveryOutcome = ReceptionOutcome | 'retry' | 'dead-letter' | 'paused' | 'regrouped';

export interface DeliveryEvents {
  outcome: [channel: string, outcome: DeliveryOutcome];
}

/** A delivery on its way through, and the moment in which it was taken up. */
interface Taken {
  readonly delivery: ConsumeMessage;
  readonly source: Source;
  readonly receivedAt: Date;
}

/** Takes deliveries through to the point where they may be acknowledged: handled, or safely put somewhere else. */
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

  /**
   * Takes what has arrived: all of it in one transaction (group commit), and where that fails, for whatever reason, one
   * by one, so that each meets its own fate. Yields every delivery up to which, itself included, all may be
   * acknowledged; ends early when it is abandoned.
   */
  async *process(
    deliveries: readonly ConsumeMessage[],
    source: Source,
    abandoned: AbortSignal,
  ): AsyncGenerator<ConsumeMessage, void> {
    const receivedAt = new Date();
    const all = deliveries.map((delivery) => ({ delivery, source, receivedAt }));
    const last = all.at(-1);
    if (last && all.length > 1 && (await this.takeTogether(all, source.channel))) return yield last.delivery;
    for (const taken of all) {
      if (!(await this.take(taken, abandoned))) return;
      yield taken.delivery;
    }
  }

  private async takeTogether(all: readonly Taken[], channel: string): Promise<boolean> {
    const outcomes = await this.receive(all).catch(({ message }: Error) => {
      this.logger.debug(`${channel}: ${all.length} messages are taken one by one: ${message}`);
    });
    for (const outcome of outcomes ?? ['regrouped' as const]) this.emit('outcome', channel, outcome);
    return outcomes !== undefined;
  }

  private async receive(all: readonly Taken[]): Promise<readonly ReceptionOutcome[]> {
    return this.receiver.receive(all.map((taken) => this.dispatcher.prepare(messageOf(taken))));
  }

  /** Resolves to true when the delivery may be acknowledged, and to false when it was abandoned meanwhile. */
  private async take(taken: Taken, abandoned: AbortSignal): Promise<boolean> {
    const { channel } = taken.source;
    for (
      let pauseMs = FIRST_PAUSE_MS;
      !abandoned.aborted;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    ) {
      try {
        this.emit('outcome', channel, await this.handle(taken));
        return true;
      } catch (error) {
        this.emit('outcome', channel, 'paused');
        this.logger.warn(`${channel} pauses for ${pauseMs} ms: ${(error as Error).message}`);
        await delay(pauseMs, undefined, { signal: abandoned }).catch(() => {});
      }
    }
    return false;
  }

  /** Rejects when neither the database nor the broker would take the message off our hands. */
  private async handle(taken: Taken): Promise<DeliveryOutcome> {
    let message: Message | undefined;
    try {
      message = messageOf(taken);
      const [outcome] = await this.receiver.receive([this.dispatcher.prepare(message)]);
      return outcome ?? 'handled';
    } catch (error) {
      if (error instanceof ReceiverUnavailable) throw error;
      return withinRequest(message?.requestId, () => this.setAside(taken, error as Error, message));
    }
  }

  private async setAside({ delivery, source }: Taken, error: Error, message?: Message) {
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

const messageOf = ({ delivery, source, receivedAt }: Taken): Message =>
  fromAmqp(delivery, source.channel, receivedAt);
