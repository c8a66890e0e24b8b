import { Body, Controller, Get, Logger, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { ServiceLogger } from '../logging/service-logger.js';
import { createHttpApp } from '../service/create-http-app.js';
import type { EdgeOptions } from './edge.js';

@Controller()
class KitchenController {
  private readonly logger = new Logger('Kitchen');

  @Get('dishes/:dishId')
  async dish(): Promise<string> {
    await turn();
    this.logger.log('cooked');
    return 'Chicken Vindaloo';
  }

  @Post('dishes')
  async add(@Body() dish: object): Promise<number> {
    await turn();
    this.logger.log('added');
    return Object.keys(dish).length;
  }

  @Get('health/live')
  live(): string {
    return 'alive';
  }
}

@Module({ controllers: [KitchenController] })
class KitchenModule {}

type Line = Readonly<Record<string, unknown>>;

let app: NestFastifyApplication;
let lines: Line[];
let written: string;

async function start(edge: EdgeOptions = {}): Promise<void> {
  [lines, written] = [[], ''];
  const write = (line: string): void => {
    written += line;
    lines.push(JSON.parse(line) as Line);
  };
  app = await createHttpApp(KitchenModule, { logger: new ServiceLogger('kitchen', 'info', { write }), edge });
  await app.init();
  [lines, written] = [[], ''];
}
afterEach(() => app.close());

const get = (headers: Record<string, string> = {}, url = '/dishes/vindaloo') => app.inject({ url, headers });

describe('an answer', () => {
  it('lets browsers make nothing of it, and tells nothing of the server', async () => {
    await start();
    const { headers } = await get();
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    for (const name of ['server', 'x-powered-by', 'strict-transport-security', 'access-control-allow-origin'])
      expect(headers).not.toHaveProperty(name);
  });

  it('demands TLS of browsers that came by it', async () => {
    await start({ trustedProxyHops: 1 });
    const { headers } = await get({ 'x-forwarded-proto': 'https' });
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });
});

describe('the id of a request', () => {
  beforeEach(() => start());

  it.each(['x-request-id', 'x-correlation-id'])('is what the client says as %s', async (name) => {
    const { headers } = await get({ [name]: 'order-17_a:b' });
    expect(headers['x-request-id']).toBe('order-17_a:b');
  });

  it.each(['', 'a b', 'x'.repeat(101), 'a\tb', '<script>', 'ä', '{"a":1}'])(
    'is not %j',
    async (malformed) => {
      const { headers } = await get({ 'x-request-id': malformed });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    },
  );

  it('is another one for every request that brings none', async () => {
    const ids = await Promise.all([1, 2, 3].map(async () => (await get()).headers['x-request-id']));
    expect(new Set(ids).size).toBe(3);
  });

  it('stands in every line that the request logs, at whatever time', async () => {
    const ask = async (id: string): Promise<unknown> =>
      app.inject({ method: 'POST', url: '/dishes', headers: { 'x-request-id': id }, payload: { a: 1 } });
    await Promise.all(['one', 'two', 'three'].map(ask));
    for (const id of ['one', 'two', 'three'])
      expect(lines.filter(({ requestId }) => requestId === id).map(({ msg }) => msg)).toEqual([
        'added',
        'POST /dishes 201',
      ]);
  });
});

describe('the id of a request whose body comes later', () => {
  it('is not forgotten meanwhile', async () => {
    await start();
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const headers = { 'x-request-id': 'late', 'content-type': 'application/json', expect: '100-continue' };
    const call = request({ host: '127.0.0.1', port, method: 'POST', path: '/dishes', headers });
    call.flushHeaders();
    await once(call, 'continue');
    const answered = once(call, 'response');
    call.end('{"a":1}');
    await answered;
    expect(lines.find(({ msg }) => msg === 'added')).toMatchObject({ requestId: 'late' });
    call.destroy();
  });
});

describe('the access log', () => {
  it('has one line per request, by the route', async () => {
    await start();
    await get({ 'x-request-id': 'one' });
    expect(lines.at(-1)).toEqual({
      level: 'info',
      time: expect.any(String),
      service: 'kitchen',
      context: 'Access',
      msg: 'GET /dishes/:dishId 200',
      method: 'GET',
      route: '/dishes/:dishId',
      status: 200,
      durationMs: expect.any(Number),
      address: '127.0.0.1',
      requestId: 'one',
    });
  });

  it('is not filled by those who ask whether the service lives', async () => {
    await start();
    await get({}, '/health/live');
    expect(lines).toEqual([]);
  });

  it('has nothing of what clients send, whatever becomes of it', async () => {
    await start();
    const headers = { authorization: 'Bearer hunter2', cookie: 'session=hunter2', 'x-api-key': 'hunter2' };
    for (const url of ['/dishes?access_token=hunter2', '/nowhere/hunter2', '/%zz?hunter2'])
      for (const payload of ['{"password":"hunter2"}', '{"password":"hunter2"', '"hunter2"'])
        await app.inject({
          method: 'POST',
          url,
          payload,
          headers: { ...headers, 'content-type': 'application/json' },
        });
    expect(lines.length).toBeGreaterThan(5);
    expect(written).not.toContain('hunter2');
  });

  it.each([
    [0, '6.6.6.6, 8.8.8.8', '127.0.0.1'],
    [1, '6.6.6.6, 8.8.8.8', '8.8.8.8'],
    [2, '6.6.6.6, 8.8.8.8, 10.0.0.1', '8.8.8.8'],
    [3, '8.8.8.8', '8.8.8.8'],
    [1, undefined, '127.0.0.1'],
  ])('behind %i proxies takes %j to be from %s', async (trustedProxyHops, forwarded, address) => {
    await start({ trustedProxyHops });
    await get(forwarded ? { 'x-forwarded-for': forwarded } : {});
    expect(lines.at(-1)).toMatchObject({ address });
  });
});

describe('a request that is too long', () => {
  beforeEach(() => start());

  it('is refused for its target', async () => {
    const answer = await get({}, `/dishes/vindaloo?${'q'.repeat(2_048)}`);
    expect(answer.json()).toMatchObject({ type: '/problems/uri-too-long', status: 414 });
  });
});
