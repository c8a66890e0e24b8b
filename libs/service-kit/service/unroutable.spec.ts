import { Controller, Get, Module, Param } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ServiceLogger } from '../logging/service-logger.js';
import { createHttpApp } from './create-http-app.js';

@Controller('dishes')
class DishesController {
  @Get(':dishId')
  dish(@Param('dishId') dishId: string): string {
    return dishId;
  }
}

@Module({ controllers: [DishesController] })
class DishesModule {}

const LONG = 'x'.repeat(101);

describe('a path that the router refuses', () => {
  let app: NestFastifyApplication;
  let lines: object[];
  beforeAll(async () => {
    const write = (line: string) => void lines.push(JSON.parse(line) as object);
    lines = [];
    app = await createHttpApp(DishesModule, { logger: new ServiceLogger('kitchen', 'info', { write }) });
    await app.init();
  });
  afterAll(() => app.close());
  beforeEach(() => {
    lines = [];
  });

  const refusals = [
    ['GET', '/dishes/%zz', 400, '/problems/bad-request'],
    ['GET', '/%zz?dish=%zz', 400, '/problems/bad-request'],
    ['OPTIONS', '/dishes/%zz', 400, '/problems/bad-request'],
    ['GET', `/dishes/${LONG}`, 414, '/problems/uri-too-long'],
  ] as const;

  it.each(refusals)('is refused with what is wrong with it: %s %s', async (method, url, status, type) => {
    const response = await app.inject({ method, url });
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.json()).toMatchObject({ type, status, instance: url.split('?')[0] });
  });

  it.each(refusals)('is a request like others: %s %s', async (method, url, status) => {
    const { headers } = await app.inject({ method, url, headers: { 'x-request-id': 'one' } });
    expect(headers).toMatchObject({ 'x-request-id': 'one', 'x-content-type-options': 'nosniff' });
    const line = { msg: `${method} unknown ${status}`, requestId: 'one', address: '127.0.0.1' };
    expect(lines).toEqual([expect.objectContaining(line)]);
  });
});
