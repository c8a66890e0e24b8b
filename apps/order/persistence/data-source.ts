import { CreateIdempotencyKeys1761000000004 } from '#idempotency';
import { CreateInbox1761000000002 } from '#inbox';
import { outboxMigrations } from '#outbox';
import { CreateSagas1761000000003 } from '#saga';
import type { DataSourceOptions } from 'typeorm';
import { CreateOrders1761000000010 } from './migrations/create-orders.migration.js';
import { CreateOrderTransitions1761000000011 } from './migrations/create-order-transitions.migration.js';
import { OrderSchema } from './order.schema.js';

export const entities = [OrderSchema];

export const dataSourceOptions = (url: string): DataSourceOptions => ({
  type: 'postgres',
  url,
  entities,
  migrations: [
    ...outboxMigrations,
    CreateInbox1761000000002,
    CreateSagas1761000000003,
    CreateIdempotencyKeys1761000000004,
    CreateOrders1761000000010,
    CreateOrderTransitions1761000000011,
  ],
});
