import { eventually } from '#testing';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createConnection, type AddressInfo, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createHttpApp } from './create-http-app.js';

/** Longer than any test: a connection that is kept alive is not closed by its age. */
const KEEP_ALIVE_MS = 3_600_000;
const SOON_MS = 100;
const LATER_MS = 60_000;

/** More than fits between a server and a client that does not read. */
const FEAST = Buffer.alloc(32 * 1024 * 1024, 'vindaloo');

let cook: (meal: string) => void;
let ordered: PromiseWithResolvers<void>;

@Controller('meals')
class KitchenController {
  @Get()
  meal(): Promise<string> {
    ordered.resolve();
    return new Promise((resolve) => (cook = resolve));
  }

  @Get('feast')
  feast(): Buffer {
    return FEAST;
  }
}

@Module({ controllers: [KitchenController] })
class KitchenModule {}

describe('the end of a server', () => {
  let app: NestFastifyApplication;
  let server: Server;

  beforeEach(async () => {
    ordered = Promise.withResolvers<void>();
    app = await createHttpApp(KitchenModule, { logger: false });
    (app.getHttpServer() as Server).requestTimeout = SOON_MS;
    await app.listen(0, '127.0.0.1');
    server = app.getHttpServer() as Server;
    server.keepAliveTimeout = KEEP_ALIVE_MS;
  });

  async function connect(): Promise<Socket> {
    const accepted = once(server, 'connection');
    const client = createConnection((server.address() as AddressInfo).port, '127.0.0.1').resume();
    await accepted;
    return client;
  }

  /** One that does not read all of its answer, as long as it is paused. */
  async function slowClient(): Promise<Socket> {
    const client = (await connect()).pause();
    const requested = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
    client.write('GET /meals/feast HTTP/1.1\r\nHost: kitchen\r\n\r\n');
    const [, answer] = await requested;
    await eventually(() => expect(answer.writableEnded).toBe(true));
    return client;
  }

  describe('is not held up by a connection', () => {
    it('whose answer comes while the server closes', async () => {
      const client = await connect();
      client.write('GET /meals HTTP/1.1\r\nHost: kitchen\r\n\r\n');
      await ordered.promise;
      const closed = app.close();
      while (server.listening) await new Promise(setImmediate);
      cook('vindaloo');
      await Promise.all([once(client, 'close'), closed]);
    });

    it('whose request does not come to its end', async () => {
      const client = await connect();
      const begun = once(server, 'request');
      client.write('POST /meals HTTP/1.1\r\nHost: kitchen\r\nContent-Length: 10\r\n\r\n{');
      await begun;
      await Promise.all([once(client, 'close'), app.close()]);
    });

    it('whose client does not read its answer', async () => {
      const client = await slowClient();
      await app.close();
      client.destroy();
    });

    it('whose client does not read an answer that comes while the server closes', async () => {
      const client = (await connect()).pause();
      client.write('GET /meals HTTP/1.1\r\nHost: kitchen\r\n\r\n');
      await ordered.promise;
      const closed = app.close();
      while (server.listening) await new Promise(setImmediate);
      cook(FEAST.toString());
      await closed;
      client.destroy();
    });

    it('that was opened ahead of any request', async () => {
      const client = await connect();
      await Promise.all([once(client, 'close'), app.close()]);
    });
  });

  it('waits for an answer that is on its way to a slow client', async () => {
    const client = await slowClient();
    server.requestTimeout = LATER_MS;
    const closed = app.close();
    while (server.listening) await new Promise(setImmediate);
    expect((await buffer(client)).length).toBeGreaterThan(FEAST.length);
    await closed;
  });
});
