import type { ChannelModel, ConfirmChannel, Options } from 'amqplib';
import { connectBroker, type BrokerConnection } from './broker.js';

export interface Publication {
  readonly exchange: string;
  readonly routingKey: string;
  readonly content: Buffer;
  readonly properties: Options.Publish;
}

/** The broker has taken the message into every queue that it belongs in, or it says why not. */
export type PublishOutcome =
  | { readonly confirmed: true }
  /** Refused: this very message, by the broker; otherwise the broker could not be asked, or its answer was lost. */
  | { readonly confirmed: false; readonly refused: boolean; readonly reason: string };

/** Confirms of quorum queues come within milliseconds, and within seconds while a new leader is elected. */
const CONFIRM_TIMEOUT_MS = 15_000;

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

  private outstanding = 0;
  /** Whether the channel has taken anything since nothing was outstanding last. */
  private takesAny = false;

  constructor(private readonly confirmTimeoutMs = CONFIRM_TIMEOUT_MS) {}

  /** Connects in the background; until then, publications fail with "not connected". */
  async start(url: string, name: string): Promise<void> {
    this.connection = await connectBroker(url, name, (model) => this.open(model));
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
   * Resolves when the broker has confirmed or refused it, when the connection is lost, or when no confirm comes in
   * time; never rejects.
   */
  publish({ exchange, routingKey, content, properties }: Publication): Promise<PublishOutcome> {
    const channel = this.channel;
    if (!channel) return Promise.resolve(notSent('The broker is not connected'));
    if (this.isBlocked()) return Promise.resolve(notSent('The broker blocks publishers'));
    this.outstanding++;
    let giveUp: NodeJS.Timeout | undefined;
    const answer = new Promise<PublishOutcome>((resolve) => {
      giveUp = setTimeout(() => {
        if (this.isBlocked()) return giveUp?.refresh();
        resolve(refused(`No confirm came within ${this.confirmTimeoutMs} ms`));
      }, this.confirmTimeoutMs);
      channel.publish(exchange, routingKey, content, properties, (error: Error | null) =>
        resolve(this.outcome(error, properties.messageId)),
      );
    }).catch((error: Error) => notSent(error.message));
    return answer.then((outcome) => {
      clearTimeout(giveUp);
      this.settled(channel, outcome);
      return outcome;
    });
  }

  async close(): Promise<void> {
    await this.connection?.close();
  }

  private async open(model: ChannelModel): Promise<void> {
    const channel = await model.createConfirmChannel();
    channel.on('return', (message) => this.returned.add(message.properties.messageId));
    channel.on('error', () => model.close().catch(() => {}));
    channel.on('close', () => {
      if (this.channel === channel) this.channel = undefined;
      this.returned.clear();
    });
    this.model = model;
    this.channel = channel;
  }

  /**
   * When all that was outstanding is refused, it may be the channel's fault: in a cluster, RabbitMQ 3.10 was seen to
   * refuse (nack) everything on a channel that had sent to a queue whose leader died, and a node without its fellows
   * does not confirm. A new connection finds the new leader, perhaps by way of another node.
   */
  private settled(channel: ConfirmChannel, outcome: PublishOutcome): void {
    this.outstanding--;
    if (this.outstanding > 0) return;
    if (!outcome.confirmed && outcome.refused && !this.takesAny) this.connectAnew(channel);
    this.takesAny = false;
  }

  private connectAnew(channel: ConfirmChannel): void {
    if (this.channel !== channel) return;
    this.channel = undefined;
    this.model?.close().catch(() => {});
  }

  private outcome(error: Error | null, messageId: unknown): PublishOutcome {
    if (error) return error.message === NACKED ? refused('The broker refused it') : notSent(error.message);
    this.takesAny = true;
    if (!this.returned.delete(messageId)) return { confirmed: true };
    return refused('No queue is bound for it');
  }
}

/** What amqplib says to a publication that the broker does not take; when the channel is lost, it says that. */
const NACKED = 'message nacked';

const refused = (reason: string): PublishOutcome => ({ confirmed: false, refused: true, reason });
const notSent = (reason: string): PublishOutcome => ({ confirmed: false, refused: false, reason });
