import { createHttpApp } from '#service-kit';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problemTable } from '../http/problem-table.js';
import { dataSourceOptions } from '../persistence/data-source.js';
import { insertDemoData } from '../persistence/demo-data.js';
import { RestaurantConfig } from '../restaurant.config.js';
import { RestaurantModule } from '../restaurant.module.js';
import { audience, issuer, startTokenIssuer, type TokenIssuer } from './token-issuer.js';

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
  const tokenIssuer = await startTokenIssuer();
  const config = RestaurantConfig.parse({
    DATABASE_URL: database.url,
    AMQP_URL: ABSENT_BROKER,
    AUTH_ISSUER: issuer,
    AUTH_AUDIENCE: audience,
    AUTH_JWKS_URL: tokenIssuer.jwksUrl,
  });
  const app = await createHttpApp(RestaurantModule.forRoot(config), { logger: false, problemTable });
  await app.init();
  const stop = async () => {
    await app.close();
    tokenIssuer.close();
    await database.drop();
  };
  return { app, database, issuer: tokenIssuer, stop };
}
