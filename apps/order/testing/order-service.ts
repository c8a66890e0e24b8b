import { createHttpApp } from '#service-kit';
import { createTestDatabase, startTokenIssuer, type TestDatabase, type TokenIssuer } from '#testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problemTable } from '../http/problem-table.js';
import { OrderConfig } from '../order.config.js';
import { OrderModule } from '../order.module.js';
import { dataSourceOptions } from '../persistence/data-source.js';

/** Nobody listens there: messages stay in the outbox. */
const ABSENT_BROKER = 'amqp://127.0.0.1:9';

export interface OrderService {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly issuer: TokenIssuer;
  stop(): Promise<void>;
}

/** The whole service as it runs, without a broker. */
export async function startOrderService(): Promise<OrderService> {
  const database = await createTestDatabase(dataSourceOptions);
  const issuer = await startTokenIssuer();
  const urls = { DATABASE_URL: database.url, AMQP_URL: ABSENT_BROKER };
  const module = OrderModule.forRoot(OrderConfig.parse({ ...urls, ...issuer.environment }));
  const app = await createHttpApp(module, { logger: false, problemTable });
  await app.init();
  const stop = async () => {
    await app.close();
    issuer.close();
    await database.drop();
  };
  return { app, database, issuer, stop };
}
