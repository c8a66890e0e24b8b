import { CreateIdempotencyKeys1761000000004 } from '#idempotency';
import { CreateInbox1761000000002 } from '#inbox';
import { outboxMigrations } from '#outbox';
import type { DataSourceOptions } from 'typeorm';
import { ConsumerSchema } from './consumer.schema.js';
import { CreateConsumers1761000000020 } from './migrations/create-consumers.migration.js';

export const entities = [ConsumerSchema];

export const dataSourceOptions = (url: string): DataSourceOptions => ({
  type: 'postgres',
  url,
  entities,
  migrations: [
    ...outboxMigrations,
    CreateInbox1761000000002,
    CreateIdempotencyKeys1761000000004,
    CreateConsumers1761000000020,
  ],
});
