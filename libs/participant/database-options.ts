import { PLANS_THAT_LAST } from '#service-kit';
import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import type { ClientBase } from 'pg';
import type { EntitySchema } from 'typeorm';
import type { ParticipantConfig } from './participant-config.js';
import { socketThatGivesUp } from './socket-that-gives-up.js';

const CONNECT_TIMEOUT_MS = 5_000;
/** What takes longer waits for a lock, or for a database that is in no state to work. */
const STATEMENT_TIMEOUT_MS = 10_000;
/** A process that stands still in the middle of a transaction keeps its row locks no longer than this. */
const IDLE_IN_TRANSACTION_MS = 15_000;
const SILENCE_MS = 20_000;
/** Connections at rest are closed before their silence counts. */
const IDLE_MS = 10_000;
/** A service that starts before its database waits for it this often, a second apart. */
const CONNECT_ATTEMPTS = 120;

/**
 * The server may end a connection in the same breath in which it lets it in, when neither the pool nor TypeORM listens: an error
 * that nobody hears would end the process. Whoever uses the connection next hears of it.
 */
const bearErrors = (client: ClientBase): void => void client.on('error', () => {});

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
  extra: {
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    options: PLANS_THAT_LAST,
    // Statements of one transaction are sent without waiting for the answers to those before.
    pipeline: true,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    stream: () => socketThatGivesUp(SILENCE_MS),
    onConnect: bearErrors,
  },
  retryAttempts: CONNECT_ATTEMPTS,
  retryDelay: 1_000,
});
