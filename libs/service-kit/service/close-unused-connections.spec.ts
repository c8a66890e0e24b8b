import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createConnection, type AddressInfo, type Socket } from 'node:net';
import { createHttpApp } from './create-http-app.js';

/** Longer than any test: a connection that is kept alive is not closed by its age. */
const KEEP_ALIVE_MS = 3_600_000;

const SOON_MS = 100;

let cook: (meal: string) => void;
let ordered: PromiseWithResolvers<void>;

@Controller('meals')
class KitchenController {
  @Get()
  meal(): Promise<string> {
    ordered.resolve();
    return new Promise((resolve) => (cook = resolve));
  }
}

@Module({ controllers: [KitchenController] })
class KitchenModule {}

describe('the end of a server is not held up by a connection', () => {
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

  it('that was opened ahead of any request', async () => {
    const client = await connect();
    await Promise.all([once(client, 'close'), app.close()]);
  });
});
