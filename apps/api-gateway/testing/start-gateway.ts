import { createHttpApp } from '#service-kit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { trustOf } from '../auth/trust.js';
import { GatewayConfig } from '../gateway.config.js';
import { GatewayModule } from '../gateway.module.js';
import { edgeOptions } from '../limits/limits.config.js';
import { StubService } from './stub-service.js';

/** Gateway, services and test are one process, which may stand still for a while on a busy machine. */
const TIMEOUT_MS = '3000';
/** Breakers stay out of the way of tests that are about something else. */
const UNREACHED = '1000000';

export interface Gateway {
  readonly app: NestFastifyApplication;
  readonly order: StubService;
  readonly consumer: StubService;
  readonly restaurant: StubService;
  /** The value of an Authorization header. */
  bearer(username: string): Promise<string>;
  stop(): Promise<void>;
}

/** The whole gateway before three services that do as they are told. */
export async function startGateway(env: Readonly<Record<string, string>> = {}): Promise<Gateway> {
  const stubs = await Promise.all([StubService.start(), StubService.start(), StubService.start()]);
  const [order, consumer, restaurant] = stubs;
  const config = GatewayConfig.parse({
    ORDER_SERVICE_URL: order.url,
    CONSUMER_SERVICE_URL: consumer.url,
    RESTAURANT_SERVICE_URL: restaurant.url,
    DOWNSTREAM_TIMEOUT_MS: TIMEOUT_MS,
    BREAKER_VOLUME: UNREACHED,
    DEMO_IDENTITIES: 'on',
    ...env,
  });
  const app = await createHttpApp(GatewayModule.forRoot(config, await trustOf(config)), {
    logger: false,
    edge: edgeOptions(config),
  });
  await app.init();
  const stop = async () => {
    await Promise.all(stubs.map((stub) => stub.stop()));
    await app.close();
  };
  return { app, order, consumer, restaurant, bearer: (username) => bearer(app, username), stop };
}

async function bearer(app: NestFastifyApplication, username: string): Promise<string> {
  const response = await app.inject({
    method: 'POST',
    url: '/auth/token',
    payload: { username, password: 'demo' },
  });
  return `Bearer ${response.json<{ access_token: string }>().access_token}`;
}
