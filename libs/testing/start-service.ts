import { RabbitMqServer } from '#messaging';
import { createHttpApp, type ProblemTable } from '#service-kit';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSourceOptions, EntityManager } from 'typeorm';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { startTokenIssuer, type TokenIssuer } from './token-issuer.js';

/** Nobody listens there: messages stay in the outbox. */
const ABSENT_BROKER = 'amqp://127.0.0.1:9';

export interface ServiceUnderTest {
  readonly dataSourceOptions: (url: string) => DataSourceOptions;
  /** The composition root, configured by these variables. */
  readonly moduleFor: (environment: Readonly<Record<string, string>>) => DynamicModule;
  readonly problemTable: ProblemTable;
  readonly insertDemoData?: (entityManager: EntityManager) => Promise<void>;
  /** Without it the service receives nothing. */
  readonly amqpUrl?: string;
}

export interface StartedService {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly issuer: TokenIssuer;
  stop(): Promise<void>;
}

/** The whole service as it runs, on a database of its own, asked by `app.inject`. */
export async function startService(service: ServiceUnderTest): Promise<StartedService> {
  const database = await createTestDatabase(service.dataSourceOptions);
  await service.insertDemoData?.(database.dataSource.manager);
  const issuer = await startTokenIssuer();
  const urls = { DATABASE_URL: database.url, AMQP_URL: service.amqpUrl ?? ABSENT_BROKER };
  const module = service.moduleFor({ ...urls, ...issuer.environment });
  const app = await createHttpApp(module, { logger: false, problemTable: service.problemTable });
  if (service.amqpUrl) app.connectMicroservice({ strategy: app.get(RabbitMqServer, { strict: false }) });
  await app.init();
  await app.startAllMicroservices();
  const stop = async (): Promise<void> => {
    await app.close();
    issuer.close();
    await database.drop();
  };
  return { app, database, issuer, stop };
}
