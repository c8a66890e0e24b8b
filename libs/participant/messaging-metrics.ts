import type { ServiceName } from '#contracts';
import { channelsOf, deadLetterQueueOf, type Publisher, type RabbitMqServer } from '#messaging';
import { waitAtMost } from '#service-kit';
import { Counter, Gauge, type Registry } from 'prom-client';

/** A scrape does not wait longer for a broker that says nothing. */
const PATIENCE_MS = 1_000;

/** What an operator is to be woken for: the broker is away or blocks, messages fail, dead letters wait. */
export class MessagingMetrics {
  constructor(
    private readonly service: ServiceName,
    private readonly server: RabbitMqServer,
    private readonly publisher: Publisher,
    private readonly registry: Registry,
  ) {
    this.countDeliveries();
    this.watchBroker();
    this.watchDeadLetters();
  }

  private countDeliveries(): void {
    const deliveries = new Counter({
      name: 'message_deliveries_total',
      help: 'Attempts to take a delivery: handled, duplicate, retry, dead-letter, paused; regrouped for a group that failed together',
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
    const { server, registry } = this;
    const channels = channelsOf(this.service).map(({ name }) => name);
    const ask = () => server.depthsOf(channels.map(deadLetterQueueOf));
    void new Gauge({
      name: 'dead_letters_waiting',
      help: 'Messages in the dead-letter queue of a channel',
      labelNames: ['channel'],
      registers: [registry],
      async collect() {
        const depths = await waitAtMost(PATIENCE_MS, ask()).catch(() => undefined);
        this.reset();
        for (const [index, waiting] of (depths ?? []).entries())
          this.set({ channel: channels[index] ?? '' }, waiting);
      },
    });
  }
}
