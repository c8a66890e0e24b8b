import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createHttpApp } from './create-http-app.js';

@Controller()
class KitchenController {
  @Get()
  get(): string {
    return 'served';
  }
}

@Module({ controllers: [KitchenController] })
class KitchenModule {}

describe('the head of a request', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await createHttpApp(KitchenModule, { logger: false });
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  const answerTo = (...head: readonly string[]): Promise<string> => {
    const socket = connect((app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
    socket.write(`${[...head, 'Connection: close'].join('\r\n')}\r\n\r\n`);
    return text(socket);
  };

  it.each([
    [400, 'bad-request', ['GET / HTTP/1.1']],
    [417, 'expectation-failed', ['GET / HTTP/1.1', 'Host: kitchen', 'Expect: a miracle']],
    [417, 'expectation-failed', ['GET /nowhere HTTP/1.1', 'Host: kitchen', 'Expect: a miracle']],
  ])('is refused by %i with a problem, %s, and an id: %j', async (status, slug, head) => {
    const answer = await answerTo(...head, 'X-Request-Id: one');
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/^content-type: application\/problem\+json\r$/im);
    expect(answer).toMatch(/^x-request-id: one\r$/im);
    expect(answer).toContain(`"type":"/problems/${slug}"`);
  });

  it.each([
    [['GET / HTTP/1.1', 'Host: kitchen']],
    [['GET / HTTP/1.1', 'Host:']],
    [['GET / HTTP/1.1', 'Host: kitchen', 'Expect: 100-continue']],
    [['GET / HTTP/1.0']],
  ])('is taken as it is: %j', async (head) => {
    expect(await answerTo(...head)).toMatch(/^HTTP\/1.1 (100 Continue\r\n\r\nHTTP\/1.1 )?200 [^]+served$/);
  });
});
