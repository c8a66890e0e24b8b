import { Transaction } from '#outbox';
import { ParticipantModule } from '#participant';
import { SagaManager } from '#saga';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CancelOrder } from './application/cancel-order.use-case.js';
import { ConcludeCancellation } from './application/conclude-cancellation.use-case.js';
import { ConcludeValidation } from './application/conclude-validation.use-case.js';
import { OrderViews } from './application/order-views.js';
import { Orders } from './application/orders.js';
import { PlaceOrder } from './application/place-order.use-case.js';
import { OrderSagaController } from './http/order-saga.controller.js';
import { OrdersController } from './http/orders.controller.js';
import { CancelOrderRepliesHandler } from './messaging/cancel-order-replies.handler.js';
import { CreateOrderRepliesHandler } from './messaging/create-order-replies.handler.js';
import { ValidationDeadline } from './timers/validation-deadline.js';
import type { OrderConfig } from './order.config.js';
import { entities } from './persistence/data-source.js';
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
      imports: [ParticipantModule.forService({ service: 'order', config, entities })],
      controllers: [
        OrdersController,
        OrderSagaController,
        CreateOrderRepliesHandler,
        CancelOrderRepliesHandler,
      ],
      providers: [...persistence, ...useCases(config), deadline(config)],
    };
  }
}

const persistence: Provider[] = [
  { provide: Orders, useClass: TypeOrmOrders },
  {
    provide: OrderViews,
    useFactory: (dataSource: DataSource) => new TypeOrmOrderViews(dataSource),
    inject: [DataSource],
  },
];

const createOrder = new SagaManager(createOrderSaga);
const cancelOrder = new SagaManager(cancelOrderSaga);
const inject = [Transaction, Orders];

const useCases = (config: OrderConfig): Provider[] => [
  {
    provide: PlaceOrder,
    useFactory: (transaction: Transaction, orders: Orders) =>
      new PlaceOrder(transaction, orders, createOrder, config.VALIDATION_DEADLINE_MS),
    inject,
  },
  {
    provide: ConcludeValidation,
    useFactory: (transaction: Transaction, orders: Orders) =>
      new ConcludeValidation(transaction, orders, createOrder),
    inject,
  },
  {
    provide: CancelOrder,
    useFactory: (transaction: Transaction, orders: Orders) =>
      new CancelOrder(transaction, orders, createOrder, cancelOrder),
    inject,
  },
  {
    provide: ConcludeCancellation,
    useFactory: (orders: Orders) => new ConcludeCancellation(orders, cancelOrder),
    inject: [Orders],
  },
];

const deadline = (config: OrderConfig): Provider => ({
  provide: ValidationDeadline,
  useFactory: (dataSource: DataSource, validation: ConcludeValidation) =>
    new ValidationDeadline(dataSource, validation, config.DEADLINE_CHECK_INTERVAL_MS),
  inject: [DataSource, ConcludeValidation],
});
