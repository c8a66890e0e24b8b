import { createHttpApp } from '#service-kit';
import { createTestDatabase, startTokenIssuer, type TestDatabase, type TokenIssuer } from '#testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problemTable } from '../http/problem-table.js';
import { dataSourceOptions } from '../persistence/data-source.js';
import { insertDemoData } from '../persistence/demo-data.js';
import { RestaurantConfig } from '../restaurant.config.js';
import { RestaurantModule } from '../restaurant.module.js';

/** Nobody listens there: messages stay in the outbox. */
const ABSENT_BROKER = 'amqp://127.0.0.1:9';

export interface RestaurantService {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly issuer: TokenIssuer;
  stop(): Promise<void>;
}

/** The whole service as it runs, with the demo data and without a broker. */
export async function startRestaurantService(): Promise<RestaurantService> {
  const database = await createTestDatabase(dataSourceOptions);
  await insertDemoData(database.dataSource.manager);
  const issuer = await startTokenIssuer();
  const urls = { DATABASE_URL: database.url, AMQP_URL: ABSENT_BROKER };
  const module = RestaurantModule.forRoot(RestaurantConfig.parse({ ...urls, ...issuer.environment }));
  const app = await createHttpApp(module, { logger: false, problemTable });
  await app.init();
  const stop = async () => {
    await app.close();
    issuer.close();
    await database.drop();
  };
  return { app, database, issuer, stop };
}
