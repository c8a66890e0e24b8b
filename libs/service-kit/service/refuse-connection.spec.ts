import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createHttpApp } from './create-http-app.js';

@Module({})
class EmptyModule {}

describe('refuseConnection', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await createHttpApp(EmptyModule, { logger: false });
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  const answerTo = (request: string): Promise<string> => {
    const { port } = app.getHttpServer().address() as AddressInfo;
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    return text(socket);
  };

  it('answers what is not HTTP with a problem', async () => {
    const answer = await answerTo('HELLO\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
    expect(answer).toContain('"type":"/problems/bad-request"');
  });

  it('answers headers that are too large with 431', async () => {
    const answer = await answerTo(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 431 /);
  });
});
