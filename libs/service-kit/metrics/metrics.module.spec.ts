import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp } from '../service/create-http-app.js';
import { METRICS_TOKEN } from './metrics.controller.js';
import { MetricsModule } from './metrics.module.js';

@Controller('orders')
class OrdersController {
  @Get(':orderId')
  get(): string {
    return 'an order';
  }
}

@Module({ imports: [MetricsModule], controllers: [OrdersController] })
class KitchenModule {}

describe('MetricsModule', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await createHttpApp(KitchenModule, { logger: false });
    await app.init();
  });
  afterAll(() => app.close());

  const count = (labels: string) => new RegExp(`http_request_duration_seconds_count{${labels}} 1`);

  it('measures requests by route pattern, and those without a route together', async () => {
    await app.inject({ url: '/orders/17' });
    await app.inject({ url: '/nowhere/17' });
    const { body, headers } = await app.inject({ url: '/metrics' });
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toMatch(count('method="GET",route="/orders/:orderId",status="200"'));
    expect(body).toMatch(count('method="GET",route="unknown",status="404"'));
    expect(body).not.toContain('17"');
  });

  it('is for those who have its token, where there is one', async () => {
    const providers = [{ provide: METRICS_TOKEN, useValue: 'scrape-me-if-you-can' }];
    @Module({ imports: [MetricsModule], providers })
    class GuardedModule {}
    const guarded = await createHttpApp(GuardedModule, { logger: false });
    await guarded.init();
    const ask = async (authorization?: string) =>
      (await guarded.inject({ url: '/metrics', headers: authorization ? { authorization } : {} })).statusCode;
    expect([await ask(), await ask('Bearer guess'), await ask('scrape-me-if-you-can')]).toEqual([
      401, 401, 401,
    ]);
    expect(await ask('Bearer scrape-me-if-you-can')).toBe(200);
    await guarded.close();
  });

  it('reports on the process', async () => {
    expect((await app.inject({ url: '/metrics' })).body).toContain('process_resident_memory_bytes');
  });
});
