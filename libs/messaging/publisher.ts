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
  | { readonly confirmed: false; readonly unroutable: boolean; readonly reason: string };

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

  constructor(private readonly confirmTimeoutMs = CONFIRM_TIMEOUT_MS) {}

  /** Connects in the background; until then, publications fail with "not connected". */
  async start(url: string, name: string): Promise<void> {
    this.connection = await connectBroker(url, name, (model) => this.open(model));
  }

  isReady(): boolean {
    return this.channel !== undefined && !this.connection?.isBlocked();
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
    if (!channel) return Promise.resolve(refused('The broker is not connected'));
    if (this.connection?.isBlocked()) return Promise.resolve(refused('The broker blocks publishers'));
    return new Promise((resolve) => {
      const settle = (outcome: PublishOutcome) => (clearTimeout(timer), resolve(outcome));
      const timer = setTimeout(() => {
        if (this.connection?.isBlocked()) return timer.refresh();
        this.connectAnew(channel);
        settle(refused(`No confirm came within ${this.confirmTimeoutMs} ms`));
      }, this.confirmTimeoutMs);
      try {
        channel.publish(exchange, routingKey, content, properties, (error: Error | null) => {
          if (error) this.connectAnew(channel);
          settle(this.outcome(error, properties.messageId));
        });
      } catch (error) {
        settle(refused((error as Error).message));
      }
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
   * In a cluster, a channel that has sent to a queue whose leader dies can go on to miss it: RabbitMQ 3.10 was seen to
   * refuse (nack) everything from there on, and a node without its fellows does not confirm. A new connection finds the
   * new leader, perhaps by way of another node; what was outstanding fails with the old one.
   */
  private connectAnew(channel: ConfirmChannel): void {
    if (this.channel !== channel) return;
    this.channel = undefined;
    this.model?.close().catch(() => {});
  }

  private outcome(error: Error | null, messageId: unknown): PublishOutcome {
    if (error) return refused(error.message);
    if (!this.returned.delete(messageId)) return { confirmed: true };
    return { confirmed: false, unroutable: true, reason: 'No queue is bound for it' };
  }
}

const refused = (reason: string): PublishOutcome => ({ confirmed: false, unroutable: false, reason });
