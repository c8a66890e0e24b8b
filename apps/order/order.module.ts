import { DatabaseSession } from '#coordination';
import { OncePerKey } from '#idempotency';
import { Transaction } from '#outbox';
import { ParticipantModule } from '#participant';
import { SagaManager, SagaMetrics } from '#saga';
import { provide } from '#service-kit';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { CancelOrder } from './application/cancel-order.use-case.js';
import { ConcludeCancellation } from './application/conclude-cancellation.use-case.js';
import { ConcludeValidation } from './application/conclude-validation.use-case.js';
import { FollowOrder } from './application/follow-order.js';
import { OrderWatch } from './application/order-watch.js';
import { OrderViews } from './application/order-views.js';
import { Orders } from './application/orders.js';
import { PlaceOrder } from './application/place-order.use-case.js';
import { OrderStreamController } from './http/order-stream.controller.js';
import { OrderSagaController } from './http/order-saga.controller.js';
import { OrdersController } from './http/orders.controller.js';
import { CancelOrderRepliesHandler } from './messaging/cancel-order-replies.handler.js';
import { CreateOrderRepliesHandler } from './messaging/create-order-replies.handler.js';
import { ValidationDeadline } from './timers/validation-deadline.js';
import type { OrderConfig } from './order.config.js';
import { entities } from './persistence/data-source.js';
import { retention } from './persistence/retention.js';
import { TypeOrmOrderViews } from './persistence/typeorm-order-views.js';
import { TypeOrmOrders } from './persistence/typeorm-orders.js';
import { cancelOrderSaga } from './saga/cancel-order.saga.js';
import { createOrderSaga } from './saga/create-order.saga.js';

/** The composition root of the Order Service. */
@Module({})
export class OrderModule {
  static forRoot(config: OrderConfig): DynamicModule {
    return {
      module: OrderModule,
      imports: [ParticipantModule.forService({ service: 'order', config, entities, retention })],
      controllers: [
        OrdersController,
        OrderSagaController,
        OrderStreamController,
        CreateOrderRepliesHandler,
        CancelOrderRepliesHandler,
      ],
      providers: [...persistence, ...useCases(config), ...timers(config), ...metrics],
    };
  }
}

const persistence: Provider[] = [
  { provide: Orders, useClass: TypeOrmOrders },
  { provide: OrderViews, useClass: TypeOrmOrderViews },
];

const createOrder = new SagaManager(createOrderSaga);
const cancelOrder = new SagaManager(cancelOrderSaga);

const useCases = (config: OrderConfig): Provider[] => [
  provide(OncePerKey, [Transaction]),
  provide(PlaceOrder, [OncePerKey, Orders, createOrder, config.VALIDATION_DEADLINE_MS]),
  provide(ConcludeValidation, [Transaction, Orders, createOrder]),
  provide(CancelOrder, [Transaction, Orders, createOrder, cancelOrder]),
  provide(OrderWatch, [OrderViews, { intervalMs: config.WATCH_INTERVAL_MS, most: config.MOST_WATCHERS }]),
  provide(FollowOrder, [OrderViews, OrderWatch]),
  provide(ConcludeCancellation, [Orders, cancelOrder]),
];

const metrics: Provider[] = [provide(SagaMetrics, [DataSource, Registry])];

const timers = (config: OrderConfig): Provider[] => [
  provide(ValidationDeadline, [
    DataSource,
    DatabaseSession,
    ConcludeValidation,
    config.DEADLINE_CHECK_INTERVAL_MS,
  ]),
];
