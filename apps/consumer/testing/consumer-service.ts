import { RabbitMqServer } from '#messaging';
import { createHttpApp } from '#service-kit';
import { createTestDatabase, startTokenIssuer, type TestDatabase, type TokenIssuer } from '#testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConsumerConfig } from '../consumer.config.js';
import { ConsumerModule } from '../consumer.module.js';
import { problemTable } from '../http/problem-table.js';
import { dataSourceOptions } from '../persistence/data-source.js';
import { insertDemoData } from '../persistence/demo-data.js';

/** Nobody listens there: messages stay in the outbox. */
const ABSENT_BROKER = 'amqp://127.0.0.1:9';

export interface ConsumerService {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly issuer: TokenIssuer;
  stop(): Promise<void>;
}

/** The whole service as it runs, with the demo data; without a broker's URL it receives nothing. */
export async function startConsumerService(amqpUrl?: string): Promise<ConsumerService> {
  const database = await createTestDatabase(dataSourceOptions);
  await insertDemoData(database.dataSource.manager);
  const issuer = await startTokenIssuer();
  const urls = { DATABASE_URL: database.url, AMQP_URL: amqpUrl ?? ABSENT_BROKER };
  const module = ConsumerModule.forRoot(ConsumerConfig.parse({ ...urls, ...issuer.environment }));
  const app = await createHttpApp(module, { logger: false, problemTable });
  if (amqpUrl) app.connectMicroservice({ strategy: app.get(RabbitMqServer, { strict: false }) });
  await app.init();
  await app.startAllMicroservices();
  const stop = async () => {
    await app.close();
    issuer.close();
    await database.drop();
  };
  return { app, database, issuer, stop };
}
