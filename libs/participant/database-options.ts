import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import type { EntitySchema } from 'typeorm';
import type { ParticipantConfig } from './participant-config.js';

const CONNECT_TIMEOUT_MS = 5_000;
/** A service that starts before its database waits for it this often, a second apart. */
const CONNECT_ATTEMPTS = 120;

export const databaseOptions = (
  service: string,
  config: ParticipantConfig,
  entities: readonly EntitySchema[],
): TypeOrmModuleOptions => ({
  type: 'postgres',
  url: config.DATABASE_URL,
  entities: [...entities],
  applicationName: service,
  poolSize: config.DATABASE_POOL_SIZE,
  extra: { connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true },
  retryAttempts: CONNECT_ATTEMPTS,
  retryDelay: 1_000,
});
