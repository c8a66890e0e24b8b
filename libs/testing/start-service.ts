import { RabbitMqServer } from '#messaging';
import { createHttpApp, type ProblemTable } from '#service-kit';
import type { DynamicModule } from '@nestjs/common';
import type { CustomTransportStrategy } from '@nestjs/microservices';
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
  /** In place of one of its own; it outlives the service. */
  readonly database?: TestDatabase;
  readonly insertDemoData?: (entityManager: EntityManager) => Promise<void>;
  /** Without it the service receives nothing from a broker. */
  readonly amqpUrl?: string;
  /** What the service receives by in place of a broker. */
  readonly receivesBy?: (app: NestFastifyApplication) => CustomTransportStrategy;
  /** Variables besides the addresses. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface StartedService {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly issuer: TokenIssuer;
  stop(): Promise<void>;
}

/** The whole service as it runs, on a database of its own, asked by `app.inject`. */
export async function startService(service: ServiceUnderTest): Promise<StartedService> {
  const database = service.database ?? (await createTestDatabase(service.dataSourceOptions));
  await service.insertDemoData?.(database.dataSource.manager);
  const issuer = await startTokenIssuer();
  const urls = { DATABASE_URL: database.url, AMQP_URL: service.amqpUrl ?? ABSENT_BROKER };
  const module = service.moduleFor({ ...urls, ...issuer.environment, ...service.variables });
  const app = await createHttpApp(module, { logger: false, problemTable: service.problemTable });
  const strategy = transportOf(service, app);
  if (strategy) app.connectMicroservice({ strategy });
  await app.init();
  await app.startAllMicroservices();
  const stop = async (): Promise<void> => {
    await app.close();
    issuer.close();
    if (!service.database) await database.drop();
  };
  return { app, database, issuer, stop };
}

function transportOf({ amqpUrl, receivesBy }: ServiceUnderTest, app: NestFastifyApplication) {
  if (receivesBy) return receivesBy(app);
  return amqpUrl ? app.get(RabbitMqServer, { strict: false }) : undefined;
}
