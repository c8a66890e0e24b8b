import { OncePerKey } from '#idempotency';
import { Transaction } from '#outbox';
import { ParticipantModule } from '#participant';
import { provide } from '#service-kit';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Consumers } from './application/consumers.js';
import { RegisterConsumer } from './application/register-consumer.use-case.js';
import { ReleaseCredit } from './application/release-credit.use-case.js';
import { Reservations } from './application/reservations.js';
import { ReserveCredit } from './application/reserve-credit.use-case.js';
import { SuspendConsumer } from './application/suspend-consumer.use-case.js';
import type { ConsumerConfig } from './consumer.config.js';
import { ConsumersController } from './http/consumers.controller.js';
import { ReleaseConsumerCreditHandler } from './messaging/release-consumer-credit.handler.js';
import { ValidateConsumerInfoHandler } from './messaging/validate-consumer-info.handler.js';
import { entities } from './persistence/data-source.js';
import { retention } from './persistence/retention.js';
import { SqlReservations } from './persistence/sql-reservations.js';
import { TypeOrmConsumers } from './persistence/typeorm-consumers.js';

/** The composition root of the Consumer Service. */
@Module({})
export class ConsumerModule {
  static forRoot(config: ConsumerConfig): DynamicModule {
    return {
      module: ConsumerModule,
      imports: [ParticipantModule.forService({ service: 'consumer', config, entities, retention })],
      controllers: [ConsumersController, ValidateConsumerInfoHandler, ReleaseConsumerCreditHandler],
      providers: [...persistence, ...useCases],
    };
  }
}

const persistence: Provider[] = [
  { provide: Consumers, useClass: TypeOrmConsumers },
  { provide: Reservations, useClass: SqlReservations },
];

const useCases: Provider[] = [
  provide(OncePerKey, [Transaction]),
  provide(RegisterConsumer, [OncePerKey, Consumers]),
  provide(SuspendConsumer, [Transaction, Consumers]),
  provide(ReserveCredit, [Consumers, Reservations]),
  provide(ReleaseCredit, [Consumers, Reservations]),
];
