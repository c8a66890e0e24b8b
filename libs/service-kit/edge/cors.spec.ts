import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp } from '../service/create-http-app.js';

@Controller('dishes')
class DishesController {
  @Get()
  dishes(): string {
    return 'Chicken Vindaloo';
  }
}

@Module({ controllers: [DishesController] })
class DishesModule {}

const SHOP = 'https://shop.example';
const EVIL = 'https://evil.example';

describe('an answer, where origins are named,', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await createHttpApp(DishesModule, { logger: false, edge: { corsOrigins: [SHOP] } });
    await app.init();
  });
  afterAll(() => app.close());

  const ask = (method: 'GET' | 'OPTIONS', headers: Record<string, string>) =>
    app.inject({ method, url: '/dishes', headers });

  it('may be read by their pages alone', async () => {
    const ours = await ask('GET', { origin: SHOP });
    expect(ours.headers['access-control-allow-origin']).toBe(SHOP);
    for (const name of ['age', 'allow', 'deprecation', 'link', 'retry-after', 'sunset', 'www-authenticate'])
      expect(String(ours.headers['access-control-expose-headers']).split(', ')).toContain(name);
    expect((await ask('GET', { origin: EVIL })).headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('is announced to their pages alone', async () => {
    const preflight = { 'access-control-request-method': 'PUT' };
    const ours = await ask('OPTIONS', { ...preflight, origin: SHOP });
    expect([ours.statusCode, ours.headers['access-control-allow-origin']]).toEqual([204, SHOP]);
    expect(ours.headers['access-control-allow-methods']).toBe('GET, POST, PUT');
    const theirs = await ask('OPTIONS', { ...preflight, origin: EVIL });
    expect(theirs.headers).not.toHaveProperty('access-control-allow-origin');
  });
});
