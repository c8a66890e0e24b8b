import type { Publisher, RabbitMqServer } from '#messaging';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { DeadLetters } from './dead-letters.js';

/** What an operator is to be woken for: the broker is away or blocks, messages fail, dead letters wait. */
export class MessagingMetrics {
  constructor(
    private readonly server: RabbitMqServer,
    private readonly publisher: Publisher,
    private readonly deadLetters: DeadLetters,
    private readonly registry: Registry,
  ) {
    this.countDeliveries();
    this.watchBroker();
    this.watchDeadLetters();
  }

  private countDeliveries(): void {
    const deliveries = new Counter({
      name: 'message_deliveries_total',
      help: 'Attempts to take a delivery: handled, duplicate, retry, dead-letter, or paused',
      labelNames: ['channel', 'outcome'],
      registers: [this.registry],
    });
    this.server.onDelivery((channel, outcome) => deliveries.inc({ channel, outcome }));
  }

  private watchBroker(): void {
    const { server, publisher, registry } = this;
    void new Gauge({
      name: 'broker_connected',
      help: '1 while the connection to the broker is up',
      labelNames: ['connection'],
      registers: [registry],
      collect() {
        this.set({ connection: 'publisher' }, Number(publisher.isConnected()));
        this.set({ connection: 'subscriptions' }, Number(server.isConnected()));
      },
    });
    void new Gauge({
      name: 'broker_blocks_publisher',
      help: '1 while the broker takes no messages because of a memory or disk alarm',
      registers: [registry],
      collect() {
        this.set(Number(publisher.isBlocked()));
      },
    });
  }

  /** Asked of the broker at every scrape; says nothing while it is away. */
  private watchDeadLetters(): void {
    const { deadLetters, publisher, registry } = this;
    void new Gauge({
      name: 'dead_letters_waiting',
      help: 'Messages in the dead-letter queue of a channel',
      labelNames: ['channel'],
      registers: [registry],
      async collect() {
        const counts = publisher.isConnected() ? await deadLetters.counts().catch(() => []) : [];
        this.reset();
        for (const { channel, waiting } of counts) this.set({ channel }, waiting);
      },
    });
  }
}
