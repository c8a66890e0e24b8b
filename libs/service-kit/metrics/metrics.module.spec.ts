import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp } from '../service/create-http-app.js';
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

  it('reports on the process', async () => {
    expect((await app.inject({ url: '/metrics' })).body).toContain('process_resident_memory_bytes');
  });
});
