import { Controller, Get, Module, Param, Post, Put } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp } from './create-http-app.js';

@Controller('menus')
class MenusController {
  @Post()
  add(): string {
    return 'added';
  }

  @Get(':menuId')
  show(@Param('menuId') menuId: string): string {
    return menuId;
  }

  @Put(':menuId')
  replace(): string {
    return 'replaced';
  }
}

@Module({ controllers: [MenusController] })
class MenusModule {}

const SHOP = 'https://shop.example';

describe.each([
  ['', {}],
  [', where browsers may come from other origins', { corsOrigins: [SHOP] }],
])('a method that a path does not have%s', (_, edge) => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await createHttpApp(MenusModule, { logger: false, edge });
    await app.init();
  });
  afterAll(() => app.close());

  it.each([
    ['GET', '/menus', 'OPTIONS, POST'],
    ['DELETE', '/menus?all=true', 'OPTIONS, POST'],
    ['POST', '/menus/7', 'GET, HEAD, OPTIONS, PUT'],
    ['PATCH', '/menus/', 'GET, HEAD, OPTIONS, PUT'],
  ] as const)('is refused by %s %s, which names those it has', async (method, url, allow) => {
    const payload = method === 'GET' ? undefined : '<menu/>';
    const response = await app.inject({ method, url, payload, headers: { 'content-type': 'text/xml' } });
    expect([response.statusCode, response.headers.allow]).toEqual([405, allow]);
    expect(response.json()).toEqual({
      type: '/problems/method-not-allowed',
      title: 'Method not allowed',
      status: 405,
      detail: `${method} is no method of this path; it has ${allow}.`,
      instance: url.split('?')[0],
    });
  });

  it.each([{}, { origin: SHOP }, { 'access-control-request-method': 'PUT' }])(
    'is asked for by OPTIONS, also with %j',
    async (headers) => {
      const response = await app.inject({ method: 'OPTIONS', url: '/menus/7', headers });
      expect([response.statusCode, response.body]).toEqual([204, '']);
      expect(response.headers.allow).toBe('GET, HEAD, OPTIONS, PUT');
    },
  );

  it.each(['GET', 'OPTIONS', 'DELETE'] as const)('is none where there is no path: %s', async (method) => {
    const response = await app.inject({ method, url: '/menus/7/items' });
    expect([response.statusCode, response.headers.allow]).toEqual([404, undefined]);
  });

  it('is not HEAD where there is something to get, nor one that is there', async () => {
    const head = await app.inject({ method: 'HEAD', url: '/menus/7' });
    expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', '1']);
    expect((await app.inject({ method: 'PUT', url: '/menus/7' })).statusCode).toBe(200);
  });
});
