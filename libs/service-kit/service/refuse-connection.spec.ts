import { Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { PassThrough, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createHttpApp } from './create-http-app.js';

let cooked = 0;

@Controller()
class KitchenController {
  @Post()
  cook(): void {
    cooked++;
  }

  @Get('courses')
  courses(): Readable {
    const courses = new PassThrough();
    courses.write('Samosas');
    return courses;
  }
}

@Module({ controllers: [KitchenController] })
class KitchenModule {}

describe('refuseConnection', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await createHttpApp(KitchenModule, { logger: false });
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

  it('breaks off an answer that has begun, and writes nothing into it', async () => {
    const client = connect((app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
    let received = '';
    client.on('data', (chunk) => (received += String(chunk)));
    client.once('data', () => client.write('HELLO\r\n\r\n'));
    client.write('GET /courses HTTP/1.1\r\nHost: kitchen\r\n\r\n');
    await once(client, 'close');
    expect(received).toMatch(/^HTTP\/1.1 200 [^]+Samosas\r\n$/);
  });

  it('carries out nothing that it has told to be too late', async () => {
    const server = app.getHttpServer() as Server;
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const headers = 'Host: kitchen\r\nContent-Type: application/json\r\nContent-Length: 2\r\n';
    const requested = once(server, 'request');
    client.write(`POST / HTTP/1.1\r\n${headers}\r\n`);
    const [[socket]] = await Promise.all([accepted, requested]);
    server.emit('clientError', Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket);
    const closed = once(socket, 'close');
    expect(String((await once(client, 'data'))[0])).toMatch(/^HTTP\/1.1 408 /);
    client.on('error', () => undefined).write('{}');
    await closed;
    expect(cooked).toBe(0);
  });
});
