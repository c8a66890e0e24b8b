import type { ServiceName } from '#contracts';
import { DatabaseSession, InstanceMembership, lockClass } from '#coordination';
import { Inbox } from '#inbox';
import { Publisher, RabbitMqServer } from '#messaging';
import { Transaction } from '#outbox';
import {
  AuthModule,
  authOptions,
  HealthModule,
  LoadShedding,
  METRICS_TOKEN,
  MetricsModule,
  provide,
  READINESS_CHECKS,
  type ReadinessCheck,
} from '#service-kit';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Registry } from 'prom-client';
import { DataSource, type EntitySchema } from 'typeorm';
import { BROKER } from './broker-address.js';
import { databaseOptions } from './database-options.js';
import { DeadLettersController } from './dead-letters.controller.js';
import { DeadLetters } from './dead-letters.js';
import { MessageTrails } from './message-trail.js';
import { MessageTrailController } from './message-trail.controller.js';
import { MessagingLifecycle } from './messaging-lifecycle.js';
import type { ParticipantConfig } from './participant-config.js';
import { MessagingMetrics } from './messaging-metrics.js';
import { messagingRules, type RetentionRule } from './retention-rules.js';
import { Retention } from './retention.js';
import { relayProviders } from './relay.providers.js';

export interface ParticipantOptions {
  readonly service: ServiceName;
  readonly config: ParticipantConfig;
  readonly entities: readonly EntitySchema[];
  /** What the service's own tables need not keep. */
  readonly retention?: readonly RetentionRule[];
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
        AuthModule.forRoot(authOptions(options.config)),
        HealthModule,
        MetricsModule,
      ],
      controllers: [MessageTrailController, DeadLettersController],
      providers: [...sending(options), ...receiving(options), ...operating(options), MessagingLifecycle],
      exports: [Transaction, RabbitMqServer, DatabaseSession, MetricsModule, READINESS_CHECKS],
    };
  }
}

const sending = ({ service, config }: ParticipantOptions): Provider[] => [
  Publisher,
  provide(DatabaseSession, [config.DATABASE_URL, `${service}.session`]),
  ...relayProviders(service, config),
];

const receiving = ({ service, config }: ParticipantOptions): Provider[] => {
  const options = {
    service,
    url: config.AMQP_URL,
    shards: config.CHANNEL_SHARDS,
    prefetch: config.PREFETCH,
    retryDelaysMs: config.RETRY_DELAYS_MS,
  };
  return [
    provide(Inbox, [Transaction, DataSource]),
    provide(InstanceMembership, [DatabaseSession, lockClass.membership]),
    provide(RabbitMqServer, [options, Inbox, Publisher, InstanceMembership]),
  ];
};

const operating = ({ service, config, retention = [] }: ParticipantOptions): Provider[] => [
  provide(LoadShedding, [HttpAdapterHost, Registry, config.MAX_CONCURRENT_REQUESTS]),
  provide(MessageTrails, [DataSource, service]),
  provide(DeadLetters, [{ service, url: config.AMQP_URL, shards: config.CHANNEL_SHARDS }, Publisher, Inbox]),
  provide(MessagingMetrics, [service, RabbitMqServer, Publisher, Registry]),
  provide(Retention, [
    {
      rules: [...messagingRules, ...retention],
      retentionMs: config.RETENTION_MS,
      intervalMs: config.RETENTION_INTERVAL_MS,
    },
    DataSource,
    DatabaseSession,
    Registry,
  ]),
  {
    provide: READINESS_CHECKS,
    // Not the broker: without it orders are still accepted, and wait in the outbox.
    useFactory: (dataSource: DataSource): readonly ReadinessCheck[] => [
      { name: 'database', check: () => dataSource.query('SELECT 1').then(() => true) },
    ],
    inject: [DataSource],
  },
  { provide: METRICS_TOKEN, useValue: config.METRICS_TOKEN },
  { provide: BROKER, useValue: { service, url: config.AMQP_URL } },
];
