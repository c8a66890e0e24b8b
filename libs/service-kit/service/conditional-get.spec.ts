import { Controller, Get, Header, HttpCode, Module, Post, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp } from './create-http-app.js';
import type { OutgoingResponse } from './outgoing-response.js';

let dish = 'Chicken Vindaloo';

@Controller('menu')
class MenuController {
  @Get()
  menu(): object {
    return { dish };
  }

  @Post()
  cook(): object {
    return { dish };
  }

  @Get('versioned')
  versioned(@Res({ passthrough: true }) response: OutgoingResponse): object {
    response.header('etag', '"7"').header('vary', 'Accept');
    return { dish };
  }

  @Get('public')
  @Header('cache-control', 'public, max-age=60')
  open(): object {
    return { dish };
  }

  @Get('specials')
  @Header('cache-control', 'no-store')
  specials(): object {
    return { dish };
  }

  @Get('passed-back')
  @Header('etag', '"theirs"')
  @Header('content-type', 'application/json')
  passedBack(): Buffer {
    return Buffer.from(JSON.stringify({ dish }));
  }

  @Get('unchanged')
  @HttpCode(304)
  @Header('etag', '"theirs"')
  @Header('content-type', 'application/json')
  unchanged(): Buffer {
    return Buffer.alloc(0);
  }
}

@Module({ controllers: [MenuController] })
class MenuModule {}

describe('a GET', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await (await createHttpApp(MenuModule, { logger: false })).init();
  });
  afterAll(() => app.close());
  beforeEach(() => {
    dish = 'Chicken Vindaloo';
  });

  const get = (url: string, ifNoneMatch = '"other"') =>
    app.inject({ url, headers: { 'if-none-match': ifNoneMatch } });
  const tagOf = async (url: string): Promise<string> => String((await get(url)).headers.etag);

  it('is answered with a strong tag, for the cache of the caller alone', async () => {
    const { headers, statusCode } = await get('/menu');
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      etag: expect.stringMatching(/^"[\w-]{22}"$/),
      'cache-control': 'private, no-cache',
      vary: 'Authorization',
    });
  });

  it.each([(tag: string) => tag, (tag: string) => `W/${tag}`, (tag: string) => `"0", ${tag}`, () => '*'])(
    'is answered with nothing to who has it: %p',
    async (known) => {
      const tag = await tagOf('/menu');
      const { statusCode, body, headers } = await get('/menu', known(tag));
      expect([statusCode, body]).toEqual([304, '']);
      expect(headers).toMatchObject({
        etag: tag,
        'cache-control': 'private, no-cache',
        vary: 'Authorization',
      });
      expect(headers).not.toHaveProperty('content-type');
    },
  );

  it('is answered with something else once that has changed', async () => {
    const tag = await tagOf('/menu');
    dish = 'Samosa';
    const { statusCode, headers } = await get('/menu', tag);
    expect(statusCode).toBe(200);
    expect(headers.etag).not.toBe(tag);
  });

  it('keeps what the controller says of version, variants and caches', async () => {
    const { headers } = await get('/menu/versioned');
    expect(headers).toMatchObject({
      etag: expect.stringMatching(/^"7-[\w-]{22}"$/),
      vary: 'Accept, Authorization',
    });
    expect((await get('/menu/versioned', String(headers.etag))).statusCode).toBe(304);
    expect((await get('/menu/public')).headers['cache-control']).toBe('public, max-age=60');
  });

  it('of what nobody should keep is answered without a tag, whatever the caller has', async () => {
    const { statusCode, headers } = await get('/menu/specials', '*');
    expect([statusCode, headers.etag, headers['cache-control']]).toEqual([200, undefined, 'no-store']);
  });

  it('of bytes that somebody else has tagged is answered with their tag', async () => {
    const { statusCode, headers } = await get('/menu/passed-back', '"theirs"');
    expect([statusCode, headers.etag]).toEqual([200, '"theirs"']);
  });

  it.each([
    ['GET', '/menu'],
    ['HEAD', '/menu'],
    ['GET', '/menu/unchanged'],
    ['HEAD', '/menu/unchanged'],
  ] as const)('of what has not changed tells of no content: %s %s', async (method, url) => {
    const { statusCode, headers } = await app.inject({ method, url, headers: { 'if-none-match': '*' } });
    expect([statusCode, headers.etag]).toEqual([304, expect.any(String)]);
    for (const name of ['content-type', 'content-length']) expect(headers).not.toHaveProperty(name);
  });

  it('without the body, a HEAD, is answered with the same tag', async () => {
    const { statusCode, body, headers } = await app.inject({ method: 'HEAD', url: '/menu' });
    expect([statusCode, body, headers.etag]).toEqual([200, '', await tagOf('/menu')]);
  });

  it('that fails is kept by nobody', async () => {
    const { headers } = await get('/nowhere');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).not.toHaveProperty('etag');
  });
});

it('the answer of a POST has no tag', async () => {
  const app = await (await createHttpApp(MenuModule, { logger: false })).init();
  expect((await app.inject({ method: 'POST', url: '/menu' })).headers).not.toHaveProperty('etag');
  await app.close();
});
