import { eventually } from '#testing';
import { Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { createHttpApp } from '../service/create-http-app.js';
import type { ConnectionLimits } from './connection-limit.js';

let cooked = 0;
/** More than fits between a server and a client that does not read. */
const FEAST = Buffer.alloc(32 * 1024 * 1024, 'vindaloo');

@Controller()
class KitchenController {
  @Get()
  get(): string {
    return 'served';
  }

  @Get('feast')
  feast(): Buffer {
    return FEAST;
  }

  @Post()
  cook(): void {
    cooked++;
  }
}

@Module({ controllers: [KitchenController] })
class KitchenModule {}

const POST = 'POST / HTTP/1.1\r\nHost: kitchen\r\nContent-Length: 2\r\nContent-Type: application/json\r\n';
const REQUEST = 'GET / HTTP/1.1\r\nHost: kitchen\r\n';

describe('the limits of connections', () => {
  let app: NestFastifyApplication;
  const start = async (limits: ConnectionLimits): Promise<void> => {
    app = await createHttpApp(KitchenModule, { logger: false, edge: { limits } });
    await app.listen(0, '127.0.0.1');
  };
  afterEach(() => app.close());

  const open = async (localAddress = '127.0.0.1'): Promise<Socket> => {
    const { port } = app.getHttpServer().address() as AddressInfo;
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    await once(socket, 'connect');
    return socket;
  };
  const ask = (socket: Socket, more = ''): Promise<string> => {
    socket.write(`${REQUEST}Connection: close\r\n${more}\r\n`);
    return text(socket);
  };
  /** The server knows of a connection when it has answered on it. */
  const held = async (): Promise<Socket> => {
    const socket = await open();
    socket.write(`${REQUEST}\r\n`);
    await once(socket, 'data');
    return socket;
  };

  /** One on which a request is under way: the server has seen its headers, and waits for its body. */
  const busy = async (): Promise<Socket> => {
    const socket = await open();
    socket.write(`${POST}Expect: 100-continue\r\n\r\n`);
    await once(socket, 'data');
    return socket;
  };

  it('refuse an address one too many, with a problem, and serve others', async () => {
    await start({ connections: 10, connectionsPerAddress: 2 });
    const taken = [await held(), await held()];
    const refused = await text(await open());
    expect(refused).toMatch(/^HTTP\/1.1 429 .+\r\nContent-Type: application\/problem\+json/);
    expect(refused).toContain('"type":"/problems/too-many-requests"');
    expect(await ask(await open('127.0.0.2'))).toMatch(/^HTTP\/1.1 200 /);
    for (const socket of taken) socket.destroy();
  });

  it('refuse everybody when there are too many altogether', async () => {
    await start({ connections: 1 });
    const taken = await busy();
    expect(await text(await open('127.0.0.2'))).toMatch(/^HTTP\/1.1 503 [^]+\r\nRetry-After: \d+\r\n/i);
    taken.destroy();
  });

  it('carry out nothing of what comes on a connection that they refuse', async () => {
    await start({ connections: 1 });
    const taken = await busy();
    const before = cooked;
    const refused = await open();
    refused.write(`${POST}\r\n{}`);
    expect(await text(refused)).toMatch(/^HTTP\/1.1 503 /);
    taken.write('{}');
    await once(taken, 'data');
    expect(cooked - before).toBe(1);
    taken.destroy();
  });

  it('make room by the connections on which nothing is under way', async () => {
    await start({ connections: 1 });
    const idle = await held();
    const ended = once(idle, 'close');
    expect(await ask(await open())).toMatch(/^HTTP\/1.1 200 /);
    await ended;
    const taken = await busy();
    expect(await text(await open())).toMatch(/^HTTP\/1.1 503 /);
    taken.destroy();
  });

  it('make no room by one whose answer is on its way to a slow client', async () => {
    await start({ connections: 1 });
    const slow = (await open()).pause();
    const requested = once(app.getHttpServer(), 'request') as Promise<[IncomingMessage, ServerResponse]>;
    slow.write('GET /feast HTTP/1.1\r\nHost: kitchen\r\nConnection: close\r\n\r\n');
    const [, answer] = await requested;
    await eventually(() => expect(answer.writableEnded).toBe(true));
    expect(await text(await open())).toMatch(/^HTTP\/1.1 503 /);
    expect((await buffer(slow)).length).toBeGreaterThan(FEAST.length);
  });

  it('tell how long a connection may do nothing', async () => {
    await start({ connections: 1, idleMs: 7_000 });
    const socket = await open();
    socket.write(`${REQUEST}\r\n`);
    expect(String((await once(socket, 'data'))[0])).toMatch(/\r\nKeep-Alive: timeout=7\r\n/);
    socket.destroy();
  });

  it('count those that are closed no longer', async () => {
    await start({ connections: 1 });
    for (let round = 0; round < 5; round++) {
      const answer = await ask(await open());
      expect(answer).toMatch(/^HTTP\/1.1 200 /);
      await noConnections();
    }
  });

  const noConnections = async (): Promise<void> => {
    const count = (): Promise<number> =>
      new Promise((resolve) =>
        app.getHttpServer().getConnections((_: unknown, open: number) => resolve(open)),
      );
    while ((await count()) > 0) await new Promise((resolve) => setImmediate(resolve));
  };

  it('go with one of headers', async () => {
    await start({ connections: 10 });
    const headers = (count: number) => 'X: y\r\n'.repeat(count);
    expect(await ask(await open(), headers(98))).toMatch(/^HTTP\/1.1 200 /);
    const refused = await ask(await open(), headers(99));
    expect(refused).toMatch(/^HTTP\/1.1 431 /);
    expect(refused).toContain('"detail":"A request may have 100 headers."');
  });
});
