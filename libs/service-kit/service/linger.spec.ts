import { Controller, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createHttpApp } from './create-http-app.js';

@Controller()
class KitchenController {
  @Post()
  cook(): void {}
}

@Module({ controllers: [KitchenController] })
class KitchenModule {}

const HEADERS = 'Host: kitchen\r\nContent-Type: application/json\r\n';
const LINGER_MS = 1_000;
const LARGE = 1024 * 1024;
const SMALL_REQUEST = `POST / HTTP/1.1\r\n${HEADERS}Content-Length: 2\r\n\r\n{}`;
/** Time passes only for what lingers. */
const REAL = ['nextTick', 'queueMicrotask', 'setImmediate', 'setInterval', 'Date', 'performance'] as const;
const chunkOf = (size: number): string => `${size.toString(16)}\r\n${'x'.repeat(size)}\r\n`;

describe('a client whose body is too large', () => {
  let app: NestFastifyApplication;
  let client: Socket;
  let served: Socket;
  let errors: Error[];
  let requests: number;

  beforeEach(async () => {
    jest.useFakeTimers({ doNotFake: [...REAL] });
    [errors, requests] = [[], 0];
    app = await createHttpApp(KitchenModule, { logger: false });
    await app.listen(0, '127.0.0.1');
    const server = app.getHttpServer() as Server;
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    server.on('request', () => (requests += 1));
    const { port } = server.address() as AddressInfo;
    client = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', (error) =>
      errors.push(error),
    );
    [served] = await accepted;
  });
  afterEach(async () => {
    jest.useRealTimers();
    client.destroy();
    await app.close();
  });

  const answer = async (): Promise<string> => String((await once(client, 'data'))[0]);
  /** All that is written arrives. */
  const write = (text: string): Promise<void> =>
    new Promise((resolve, reject) => client.write(text, (error) => (error ? reject(error) : resolve())));

  it.each([
    ['says so', `Content-Length: ${LARGE}\r\n\r\n`, 'x'.repeat(LARGE)],
    [
      'says so, and wants no more',
      `Connection: close\r\nContent-Length: ${LARGE}\r\n\r\n`,
      'x'.repeat(LARGE),
    ],
    ['does not say so', `Transfer-Encoding: chunked\r\n\r\n${chunkOf(101 * 1024)}`, chunkOf(LARGE)],
  ])('and that %s may write on when it is answered', async (_, beginning, rest) => {
    client.write(`POST / HTTP/1.1\r\n${HEADERS}${beginning}`);
    expect(await answer()).toMatch(/^HTTP\/1.1 413 /);
    await write(rest);
    client.end();
    await once(client, 'close');
    expect(errors).toEqual([]);
  });

  it('has nothing heard that it says behind it', async () => {
    client.write(`POST / HTTP/1.1\r\n${HEADERS}Content-Length: ${LARGE}\r\n\r\n`);
    await answer();
    await write(`${'x'.repeat(LARGE)}${SMALL_REQUEST}`);
    client.end();
    await once(served, 'close');
    expect(requests).toBe(1);
  });

  it('is left when it does not end within a second', async () => {
    client.write(`POST / HTTP/1.1\r\n${HEADERS}Content-Length: ${LARGE}\r\n\r\n`);
    await answer();
    await once(client, 'end');
    jest.advanceTimersByTime(LINGER_MS - 1);
    expect(served.destroyed).toBe(false);
    jest.advanceTimersByTime(1);
    expect(served.destroyed).toBe(true);
  });
});
