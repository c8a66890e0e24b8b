import type { ServiceName } from '#contracts';
import { DatabaseSession, InstanceMembership, LeaderLock, lockClass } from '#coordination';
import { Inbox } from '#inbox';
import { Publisher, RabbitMqServer } from '#messaging';
import { PollingPublisher, RelaySignal, Transaction } from '#outbox';
import { AuthModule, HealthModule, MetricsModule, READINESS_CHECKS, type ReadinessCheck } from '#service-kit';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type EntitySchema } from 'typeorm';
import { BROKER } from './broker-address.js';
import { databaseOptions } from './database-options.js';
import { DeadLettersController } from './dead-letters.controller.js';
import { DeadLetters } from './dead-letters.js';
import { MessageTrails } from './message-trail.js';
import { MessageTrailController } from './message-trail.controller.js';
import { MessagingLifecycle } from './messaging-lifecycle.js';
import type { ParticipantConfig } from './participant-config.js';

export interface ParticipantOptions {
  readonly service: ServiceName;
  readonly config: ParticipantConfig;
  readonly entities: readonly EntitySchema[];
}

/**
 * All that makes a Nest application take part in the saga: its database, outbox and relay, inbox, the RabbitMQ
 * transport, tokens, health and metrics, and the routes `/dead-letters` and `/orders/{id}/messages`. Handlers are
 * ordinary controllers of the importing module.
 */
@Module({})
export class ParticipantModule {
  static forService(options: ParticipantOptions): DynamicModule {
    return {
      module: ParticipantModule,
      global: true,
      imports: [
        TypeOrmModule.forRoot(databaseOptions(options.service, options.config, options.entities)),
        AuthModule.forRoot(tokensOf(options.config)),
        HealthModule,
        MetricsModule,
      ],
      controllers: [MessageTrailController, DeadLettersController],
      providers: [...sending(options), ...receiving(options), ...operating(options), MessagingLifecycle],
      exports: [Transaction, RabbitMqServer, READINESS_CHECKS],
    };
  }
}

const tokensOf = (config: ParticipantConfig) => ({
  issuer: config.AUTH_ISSUER,
  audience: config.AUTH_AUDIENCE,
  jwksUrl: config.AUTH_JWKS_URL,
});

const sending = ({ service, config }: ParticipantOptions): Provider[] => [
  {
    provide: DatabaseSession,
    useFactory: () => new DatabaseSession(config.DATABASE_URL, `${service}.session`),
  },
  Publisher,
  {
    provide: RelaySignal,
    useFactory: (session: DatabaseSession) => new RelaySignal(session),
    inject: [DatabaseSession],
  },
  {
    provide: Transaction,
    useFactory: (dataSource: DataSource, signal: RelaySignal) => new Transaction(dataSource, service, signal),
    inject: [DataSource, RelaySignal],
  },
  {
    provide: PollingPublisher,
    useFactory: (session: DatabaseSession, publisher: Publisher, signal: RelaySignal) =>
      new PollingPublisher(
        { shards: config.CHANNEL_SHARDS, pollingIntervalMs: config.OUTBOX_POLLING_INTERVAL_MS },
        { session, leader: new LeaderLock(session, lockClass.relayLeader) },
        publisher,
        signal,
      ),
    inject: [DatabaseSession, Publisher, RelaySignal],
  },
];

const receiving = ({ service, config }: ParticipantOptions): Provider[] => [
  {
    provide: Inbox,
    useFactory: (transaction: Transaction, dataSource: DataSource) => new Inbox(transaction, dataSource),
    inject: [Transaction, DataSource],
  },
  {
    provide: RabbitMqServer,
    useFactory: (inbox: Inbox, publisher: Publisher, session: DatabaseSession) =>
      new RabbitMqServer(
        {
          service,
          url: config.AMQP_URL,
          shards: config.CHANNEL_SHARDS,
          prefetch: config.PREFETCH,
          retryDelaysMs: config.RETRY_DELAYS_MS,
        },
        inbox,
        publisher,
        new InstanceMembership(session, lockClass.membership),
      ),
    inject: [Inbox, Publisher, DatabaseSession],
  },
];

const operating = ({ service, config }: ParticipantOptions): Provider[] => [
  {
    provide: MessageTrails,
    useFactory: (dataSource: DataSource) => new MessageTrails(dataSource, service),
    inject: [DataSource],
  },
  {
    provide: DeadLetters,
    useFactory: (publisher: Publisher) =>
      new DeadLetters({ service, url: config.AMQP_URL, shards: config.CHANNEL_SHARDS }, publisher),
    inject: [Publisher],
  },
  {
    provide: READINESS_CHECKS,
    // Not the broker: without it orders are still accepted, and wait in the outbox.
    useFactory: (dataSource: DataSource): readonly ReadinessCheck[] => [
      { name: 'database', check: () => dataSource.query('SELECT 1').then(() => true) },
    ],
    inject: [DataSource],
  },
  { provide: BROKER, useValue: { service, url: config.AMQP_URL } },
];
