import { IllegalOperationError, type ChannelModel, type ConfirmChannel, type Options } from 'amqplib';
import { connectBroker, giveUp, type BrokerConnection } from './broker.js';
import { ShunnedExchanges, type ChannelError } from './shunned-exchanges.js';

export interface Publication {
  readonly exchange: string;
  readonly routingKey: string;
  readonly content: Buffer;
  readonly properties: Options.Publish;
}

/** The broker has taken the message into every queue that it belongs in, or it says why not. */
export type PublishOutcome =
  | { readonly confirmed: true }
  /**
   * Refused: this very message, by the broker, or unfit since amqplib cannot write it; otherwise the broker could not be
   * asked, or its answer was lost.
   */
  | {
      readonly confirmed: false;
      readonly refused: boolean;
      readonly isUnfit?: true;
      readonly reason: string;
    };

export interface Patience {
  /** Confirms of quorum queues come within milliseconds, and within seconds while a new leader is elected. */
  readonly confirmTimeoutMs: number;
  /** How old a connection gets before it is given up for what the broker refuses on it: others are at work on it. */
  readonly renewAfterMs: number;
  /** How long nothing is published to an exchange for which the broker has closed a channel. */
  readonly shunMs: number;
}

const PATIENCE: Patience = { confirmTimeoutMs: 15_000, renewAfterMs: 5_000, shunMs: 30_000 };

/**
 * Publishes with publisher confirms on a connection of its own: a resource alarm of the broker blocks publishers,
 * and must not block subscriptions with them.
 */
export class Publisher {
  private connection?: BrokerConnection;
  private model?: ChannelModel;
  private channel?: ConfirmChannel;
  /** Message ids that came back as unroutable; a return precedes the confirm of the same message. */
  private readonly returned = new Set<unknown>();
  private openedAt = 0;
  private readonly patience: Patience;
  private readonly shunned: ShunnedExchanges;

  constructor(patience: Partial<Patience> = {}) {
    this.patience = { ...PATIENCE, ...patience };
    this.shunned = new ShunnedExchanges(this.patience.shunMs);
  }

  /** Connects in the background; until then, publications fail with "not connected". */
  async start(url: string, name: string): Promise<void> {
    this.connection = await connectBroker(url, name, (model, lost) => this.open(model, lost));
  }

  isReady(): boolean {
    return this.channel !== undefined && !this.isBlocked();
  }

  isConnected(): boolean {
    return this.connection?.isConnected() ?? false;
  }

  /** A resource alarm of the broker: what is published now is refused here, and what is outstanding waits there. */
  isBlocked(): boolean {
    return this.connection?.isBlocked() ?? false;
  }

  /**
   * Resolves when the broker has confirmed or refused it, when it cannot be written, when the connection is lost, or
   * when no confirm comes in time; never rejects.
   */
  publish({ exchange, routingKey, content, properties }: Publication): Promise<PublishOutcome> {
    const channel = this.channel;
    if (!channel) return Promise.resolve(notSent('The broker is not connected'));
    if (this.isBlocked()) return Promise.resolve(notSent('The broker blocks publishers'));
    const shunned = this.shunned.reasonAgainst(exchange);
    if (shunned) return Promise.resolve(refused(shunned));
    const { confirmTimeoutMs } = this.patience;
    let tooLate: NodeJS.Timeout | undefined;
    const answer = new Promise<PublishOutcome>((resolve) => {
      tooLate = setTimeout(() => {
        if (this.isBlocked()) return tooLate?.refresh();
        this.doubt(channel);
        resolve(refused(`No confirm came within ${confirmTimeoutMs} ms`));
      }, confirmTimeoutMs);
      channel.publish(exchange, routingKey, content, properties, (error: Error | null) =>
        resolve(this.outcome(channel, error, { exchange, messageId: properties.messageId })),
      );
    }).catch(thrown);
    return answer.finally(() => clearTimeout(tooLate));
  }

  async close(): Promise<void> {
    await this.connection?.close();
  }

  private async open(model: ChannelModel, lost: AbortSignal): Promise<void> {
    const channel = await model.createConfirmChannel();
    lost.throwIfAborted();
    channel.on('return', (message) => this.returned.add(message.properties.messageId));
    channel.on('error', (error: ChannelError) => {
      this.shunned.note(error);
      void giveUp(model);
    });
    channel.on('close', () => {
      if (this.channel === channel) this.channel = undefined;
      this.returned.clear();
    });
    this.model = model;
    this.channel = channel;
    this.openedAt = performance.now();
  }

  /**
   * What is refused, or never confirmed, may be the channel's fault, though it takes what is for other queues: in a
   * cluster, RabbitMQ 3.10 was seen to refuse (nack) all that a channel sent to a queue whose leader had died, and a node
   * without its fellows does not confirm. A new connection finds the new leader, perhaps by way of another node.
   */
  private doubt(channel: ConfirmChannel): void {
    const isYoung = performance.now() - this.openedAt < this.patience.renewAfterMs;
    if (this.channel !== channel || isYoung) return;
    this.channel = undefined;
    if (this.model) void giveUp(this.model);
  }

  private outcome(
    channel: ConfirmChannel,
    error: Error | null,
    { exchange, messageId }: { readonly exchange: string; readonly messageId: unknown },
  ): PublishOutcome {
    if (!error)
      return this.returned.delete(messageId) ? refused('No queue is bound for it') : { confirmed: true };
    if (error.message !== NACKED) {
      const shunned = this.shunned.reasonAgainst(exchange);
      return shunned ? refused(shunned) : notSent(error.message);
    }
    this.doubt(channel);
    return refused('The broker refused it');
  }
}

/** What amqplib says to a publication that the broker does not take; when the channel is lost, it says that. */
const NACKED = 'message nacked';

/** While the channel is closing amqplib throws one kind of error; any other comes of what it is to write. */
const thrown = (error: Error): PublishOutcome =>
  error instanceof IllegalOperationError
    ? notSent(error.message)
    : { ...refused(error.message), isUnfit: true };

const refused = (reason: string) => ({ confirmed: false, refused: true, reason }) as const;
const notSent = (reason: string): PublishOutcome => ({ confirmed: false, refused: false, reason });
