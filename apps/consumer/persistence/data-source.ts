import { CreateIdempotencyKeys1761000000004 } from '#idempotency';
import { CreateInbox1761000000002 } from '#inbox';
import { CreateOutbox1761000000001 } from '#outbox';
import type { DataSourceOptions } from 'typeorm';
import { ConsumerSchema } from './consumer.schema.js';
import { CreateConsumers1761000000020 } from './migrations/create-consumers.migration.js';

export const entities = [ConsumerSchema];

export const dataSourceOptions = (url: string): DataSourceOptions => ({
  type: 'postgres',
  url,
  entities,
  migrations: [
    CreateOutbox1761000000001,
    CreateInbox1761000000002,
    CreateIdempotencyKeys1761000000004,
    CreateConsumers1761000000020,
  ],
});
