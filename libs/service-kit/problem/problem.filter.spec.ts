import { Body, Controller, Get, MethodNotAllowedException, Module, Param, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { createHttpApp } from '../service/create-http-app.js';
import { HttpProblem } from './http-problem.js';
import type { ProblemTable } from './problem-table.js';

class OrderNotFound extends Error {
  readonly slug = 'order-not-found';
}

class KitchenBusy extends Error {
  readonly slug = 'transition-not-allowed';
  readonly retryAfterS = 3;
}

const failures: Record<string, () => Error> = {
  domain: () => new OrderNotFound('There is no order 1'),
  busy: () => new KitchenBusy('The kitchen is busy'),
  problem: () =>
    new HttpProblem({
      status: 503,
      slug: 'ticket-cancelled',
      detail: 'Come back.',
      headers: { 'retry-after': '7' },
    }),
  exception: () => new MethodNotAllowedException('Not this way'),
  unknown: () => new Error('password is hunter2'),
  refused: () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
  shutdown: () => Object.assign(new Error('query failed'), { driverError: { code: '57P01' } }),
  terminated: () => new Error('Connection terminated unexpectedly'),
};

const Meal = z.strictObject({
  lineItems: z.array(z.object({ quantity: z.int().min(1, 'must be positive') })),
});

@Controller()
class KitchenController {
  @Get('failures/:name')
  fail(@Param('name') name: string): never {
    throw failures[name]!();
  }

  @Post('meals')
  cook(@Body({ schema: Meal }) meal: z.output<typeof Meal>): unknown {
    return meal;
  }
}

@Module({ controllers: [KitchenController] })
class KitchenModule {}

const problemTable: ProblemTable = [
  [OrderNotFound, 404],
  [KitchenBusy, 409],
];

describe('ProblemFilter', () => {
  let app: NestFastifyApplication;

  beforeAll(async () => {
    app = await createHttpApp(KitchenModule, { logger: false, problemTable });
    await app.init();
  });
  afterAll(() => app.close());

  const json = { 'content-type': 'application/json' };
  const get = (url: string) => app.inject({ method: 'GET', url });
  const post = (payload: string, headers: Record<string, string> = json) =>
    app.inject({ method: 'POST', url: '/meals', payload, headers });

  it('answers a domain error by the table, with its slug', async () => {
    const response = await get('/failures/domain?page=1');
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.json()).toEqual({
      type: '/problems/order-not-found',
      title: 'Order not found',
      status: 404,
      detail: 'There is no order 1',
      instance: '/failures/domain',
    });
  });

  it('says when a domain error is worth another try', async () => {
    const response = await get('/failures/busy');
    expect([response.statusCode, response.headers['retry-after']]).toEqual([409, '3']);
  });

  it('sends the headers that a problem carries', async () => {
    const response = await get('/failures/problem');
    expect(response.headers['retry-after']).toBe('7');
    expect(response.json()).toMatchObject({ type: '/problems/ticket-cancelled', status: 503 });
  });

  it("names the problem of Nest's exceptions after their status", async () => {
    expect((await get('/failures/exception')).json()).toMatchObject({
      type: '/problems/method-not-allowed',
      status: 405,
      detail: 'Not this way',
    });
  });

  it('tells nothing of an error that nobody foresaw', async () => {
    const response = await get('/failures/unknown');
    expect(response.json()).toMatchObject({ type: '/problems/internal-server-error', status: 500 });
    expect(response.body).not.toContain('hunter2');
  });

  it.each(['refused', 'shutdown', 'terminated'])(
    'answers 503 while the database is away: %s',
    async (name) => {
      const response = await get(`/failures/${name}`);
      expect(response.headers['retry-after']).toBe('1');
      expect(response.json()).toMatchObject({ type: '/problems/service-unavailable', status: 503 });
    },
  );

  it('answers 404 on a route that does not exist', async () => {
    expect((await get('/nowhere')).json()).toMatchObject({
      type: '/problems/not-found',
      instance: '/nowhere',
    });
  });

  it('answers 400 on a path that cannot be decoded', async () => {
    const response = await get('/failures/%ff');
    expect(response.json()).toMatchObject({ status: 400 });
    expect(response.headers['content-type']).toBe('application/problem+json');
  });

  it('points at every value that breaks the schema', async () => {
    const response = await post('{"lineItems":[{"quantity":0},{"quantity":"x"}]}');
    expect(response.json()).toMatchObject({
      type: '/problems/invalid-request',
      status: 400,
      errors: [
        { pointer: '/lineItems/0/quantity', detail: 'must be positive' },
        { pointer: '/lineItems/1/quantity', detail: 'must be a number' },
      ],
    });
  });

  it('points at every field that has no place in the schema', async () => {
    expect((await post('{"lineItems":[],"tip":"1.00","a/b":{}}')).json()).toMatchObject({
      detail: expect.stringContaining('2 values'),
      errors: [
        { pointer: '/tip', detail: 'is not known here' },
        { pointer: '/a~1b', detail: 'is not known here' },
      ],
    });
  });

  it('refuses a body that is absent where a schema asks for one', async () => {
    for (const headers of [{}, { 'content-type': 'application/json' }] as Record<string, string>[])
      expect((await post('', headers)).json()).toMatchObject({
        type: '/problems/invalid-request',
        status: 400,
        errors: [{ pointer: '', detail: 'the request needs a JSON object as its body' }],
      });
  });

  it.each([
    [
      '{"password":"hunter2",',
      'The body is not JSON: a name in double quotes is expected at line 1, column 23.',
    ],
    [' ', 'The body is not JSON: a value is expected at line 1, column 2.'],
    ['{"__proto__":{"admin":true}}', expect.stringContaining('"__proto__"')],
    ['{"constructor":{"prototype":{}}}', expect.stringContaining('"constructor"')],
  ])('calls the body %j malformed JSON, and says where without repeating it', async (body, detail) => {
    expect((await post(body)).json()).toEqual({
      type: '/problems/malformed-json',
      title: 'Malformed JSON',
      status: 400,
      detail,
      instance: '/meals',
    });
  });

  it('refuses a body above 100 KiB', async () => {
    const response = await post(JSON.stringify({ lineItems: [], padding: 'x'.repeat(100 * 1024) }));
    expect(response.json()).toMatchObject({ type: '/problems/body-too-large', status: 413 });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded'])('does not read %s', async (mediaType) => {
    expect((await post('lineItems=', { 'content-type': mediaType })).json()).toMatchObject({
      type: '/problems/unsupported-media-type',
      status: 415,
      detail: 'The body must be JSON, sent with the header "content-type: application/json".',
    });
  });

  it('refuses a content length that lies', async () => {
    expect((await post('{}', { ...json, 'content-length': '9' })).json()).toMatchObject({ status: 400 });
  });
});
