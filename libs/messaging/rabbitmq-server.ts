import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { ChannelModel } from 'amqplib';
import { EventEmitter } from 'node:events';
import type { ServiceName } from '#contracts';
import { waitAtMost } from '#service-kit';
import { connectBroker, type BrokerConnection } from './broker.js';
import { DeliveryProcessor, type DeliveryEvents, type DeliveryOutcome } from './delivery-processor.js';
import { dispatcherOf, type Dispatcher } from './dispatcher.js';
import type { Publisher } from './publisher.js';
import type { Receiver } from './receiver.js';
import { ShardBalance, type Membership } from './shard-balance.js';
import { LONGEST_LEAVE_MS, Subscription } from './subscription.js';
import { channelsOf, queuesOf } from './topology/index.js';
import { Watchdog } from './watchdog.js';

const WATCHDOG_INTERVAL_MS = 5_000;
/** Only for a subscription that was just stepping back, or a database that says nothing, this is too short. */
const LONGEST_STOP_MS = LONGEST_LEAVE_MS + 1_000;

export interface RabbitMqServerOptions {
  readonly service: ServiceName;
  readonly url: string;
  readonly shards: number;
  readonly prefetch: number;
  readonly retryDelaysMs: readonly number[];
  /** How often to look for subscriptions that the broker has forgotten; 5000 by default. */
  readonly watchdogIntervalMs?: number;
}

/**
 * The RabbitMQ transport of a service, as a strategy of @nestjs/microservices: every queue of the service's channels
 * is received from, in order, and a delivery is acknowledged after its work is committed.
 */
export class RabbitMqServer extends Server implements CustomTransportStrategy {
  private connection?: BrokerConnection;
  private model?: ChannelModel;
  private balance?: ShardBalance;
  private watchdog?: Watchdog;
  private readonly deliveries = new EventEmitter<DeliveryEvents>();
  private subscriptions: Subscription[] = [];

  constructor(
    private readonly options: RabbitMqServerOptions,
    private readonly receiver: Receiver,
    private readonly publisher: Publisher,
    private readonly membership: Membership,
  ) {
    super();
  }

  /** Subscribes in the background: a broker that is away is no reason not to start. */
  listen(started: (error?: unknown) => void): void {
    this.start().then(() => started(), started);
  }

  /** Stops taking deliveries, finishes those in work, acknowledges them, disconnects. */
  async close(): Promise<void> {
    const parts = [this.watchdog, this.balance, ...this.subscriptions];
    await waitAtMost(LONGEST_STOP_MS, Promise.all(parts.map((part) => part?.stop())));
    await this.connection?.close();
  }

  isConnected(): boolean {
    return this.connection?.isConnected() ?? false;
  }

  /** How many messages are ready in each of the queues. Rejects while the broker is away, or when one is missing. */
  async depthsOf(queues: readonly string[]): Promise<number[]> {
    const channel = await this.model?.createChannel();
    if (!channel) throw new Error('The broker is not connected');
    channel.on('error', () => {}); // the call in progress says it
    try {
      const found = await Promise.all(queues.map((queue) => channel.checkQueue(queue)));
      return found.map(({ messageCount }) => messageCount);
    } finally {
      void channel.close().catch(() => {});
    }
  }

  onDelivery(listener: (channel: string, outcome: DeliveryOutcome) => void): void {
    this.deliveries.on('outcome', listener);
  }

  on(): never {
    throw new Error('The RabbitMQ transport has no events to listen to');
  }

  unwrap<T>(): T {
    return this.subscriptions as T;
  }

  private async start(): Promise<void> {
    this.subscriptions = this.subscribe(dispatcherOf(this.messageHandlers.values()));
    const balance = new ShardBalance(this.subscriptions, this.membership);
    this.balance = balance;
    const { url, service, watchdogIntervalMs = WATCHDOG_INTERVAL_MS } = this.options;
    this.watchdog = new Watchdog(this.subscriptions, (index) => balance.isOurs(index), watchdogIntervalMs);
    this.watchdog.start();
    this.connection = await connectBroker(url, `${service}.subscriptions`, (model) => this.open(model));
  }

  private async open(connection: ChannelModel): Promise<void> {
    this.model = connection;
    await Promise.all(this.subscriptions.map((subscription) => subscription.open(connection)));
    this.balance?.subscribed();
  }

  private subscribe(dispatcher: Dispatcher): Subscription[] {
    const { service, shards, prefetch, retryDelaysMs } = this.options;
    const processor = new DeliveryProcessor(dispatcher, this.receiver, this.publisher, retryDelaysMs);
    processor.on('outcome', (channel, outcome) => this.deliveries.emit('outcome', channel, outcome));
    return channelsOf(service).flatMap((channel) =>
      queuesOf(channel, shards).map(
        (queue, shard) =>
          new Subscription({ queue, prefetch, channel: channel.name, shard: String(shard) }, processor),
      ),
    );
  }
}
