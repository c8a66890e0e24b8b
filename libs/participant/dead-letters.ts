import type { Inbox } from '#inbox';
import { channelsOf, deadLetterQueueOf, forwarded, header, routingKeyOf, type Publisher } from '#messaging';
import { waitAtMost } from '#service-kit';
import type { ServiceName } from '#contracts';
import type { DeadLetter } from '#contracts/rest';
import { connect, type Channel, type GetMessage } from 'amqplib';

export interface DeadLettersOptions {
  readonly service: ServiceName;
  readonly url: string;
  readonly shards: number;
}

const LIST_LIMIT = 100;
const CONNECT_TIMEOUT_MS = 5_000;
const FAREWELL_MS = 2_000;
const BODY_LIMIT = 2_000;
const NO_ERROR = 'the broker gave it up: its receiver died over it again and again';

/**
 * The dead-letter channels of one service, for its operator: look, mend the cause, send back.
 * Pattern: Dead Letter Channel (Hohpe and Woolf, Enterprise Integration Patterns).
 */
export class DeadLetters {
  constructor(
    private readonly options: DeadLettersOptions,
    private readonly publisher: Publisher,
    private readonly inbox: Inbox,
  ) {}

  /** The oldest hundred of every channel; they stay where they are. */
  list(): Promise<DeadLetter[]> {
    return this.withChannel(async (amqp) => {
      const letters: DeadLetter[] = [];
      for (const { name } of channelsOf(this.options.service))
        for (let taken = 0; taken < LIST_LIMIT; taken++) {
          const message = await amqp.get(deadLetterQueueOf(name));
          if (!message) break;
          letters.push(toDeadLetter(name, message));
        }
      return letters;
    });
  }

  /**
   * Sends what is in the channel's dead-letter queue now back to the channel, as a first attempt: those of the given
   * ids, or all. Resolves to their number; rejects when the broker does not take one back, and then the others before
   * it have gone.
   */
  redrive(channel: string, messageIds?: readonly string[]): Promise<number> {
    const wanted = messageIds && new Set(messageIds.map((id) => id.toLowerCase()));
    return this.withChannel(async (amqp) => {
      let redriven = 0;
      for await (const message of lettersIn(amqp, deadLetterQueueOf(channel))) {
        if (wanted && !wanted.has(idOf(message))) continue; // put back when the channel closes
        await this.sendBack(channel, message);
        amqp.ack(message);
        redriven++;
      }
      return redriven;
    });
  }

  private async sendBack(channel: string, message: GetMessage): Promise<void> {
    const { headers = {}, ...properties } = forwarded(message);
    for (const name of [header.attempt, header.error, header.failedAt]) delete headers[name];
    const shardKey = String(headers[header.shardKey] ?? properties.messageId);
    await this.inbox.forgetFailure(String(properties.messageId));
    const outcome = await this.publisher.publish({
      exchange: channel,
      routingKey: routingKeyOf(channel, shardKey, this.options.shards),
      content: message.content,
      properties: { ...properties, headers },
    });
    if (!outcome.confirmed) throw new Error(`The broker did not take it back: ${outcome.reason}`);
  }

  /**
   * A connection of its own, rarely used. Closing its channel puts back what was only looked at, and makes sure
   * that acknowledgements have arrived, which closing the connection does not wait for. When the connection is lost in the
   * middle of a letter, amqplib leaves the call unanswered.
   */
  private async withChannel<T>(use: (amqp: Channel) => Promise<T>): Promise<T> {
    const connection = await connect(this.options.url, { timeout: CONNECT_TIMEOUT_MS });
    connection.on('error', () => {}); // the call in progress says it
    const lost = new Promise<never>((_, reject) =>
      connection.once('close', () => reject(new Error('The broker was lost'))),
    );
    lost.catch(() => {}); // it is closed at the end, too
    try {
      const amqp = await connection.createChannel();
      amqp.on('error', () => {});
      const used = Promise.race([use(amqp), lost]);
      return await used.finally(() => Promise.race([amqp.close(), lost]).catch(() => {}));
    } finally {
      // It never ends when the connection is lost before the answer.
      await waitAtMost(
        FAREWELL_MS,
        connection.close().catch(() => {}),
      );
    }
  }
}

/**
 * As many as there are when the first is taken: what is sent back, and fails again, comes behind them. A quorum queue that is
 * busy answers `checkQueue` with 0.
 */
async function* lettersIn(amqp: Channel, queue: string): AsyncGenerator<GetMessage> {
  const first = await amqp.get(queue);
  if (!first) return;
  yield first;
  for (let behind = first.fields.messageCount; behind > 0; behind--) {
    const next = await amqp.get(queue);
    if (!next) return;
    yield next;
  }
}

/** As the timeline has it. */
const idOf = ({ properties }: Pick<GetMessage, 'properties'>): string =>
  String(properties.messageId).toLowerCase();

function toDeadLetter(channel: string, { content, properties }: GetMessage): DeadLetter {
  const headers = properties.headers ?? {};
  return {
    channel,
    messageId: idOf({ properties }),
    type: String(properties.type),
    shardKey: String(headers[header.shardKey] ?? ''),
    correlationId: String(properties.correlationId ?? ''),
    attempts: Number(headers[header.attempt] ?? 1),
    error: String(headers[header.error] ?? NO_ERROR),
    failedAt: headers[header.failedAt] as string | undefined,
    body: content.toString('utf8').slice(0, BODY_LIMIT),
  };
}
