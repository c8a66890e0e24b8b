import { Controller, Get, Module } from '@nestjs/common';
import { once } from 'node:events';
import { createConnection, type AddressInfo } from 'node:net';
import { createHttpApp } from './create-http-app.js';

/** Longer than any test: a connection that is kept alive is not closed by its age. */
const KEEP_ALIVE_MS = 3_600_000;

let cook: (meal: string) => void;
const ordered = Promise.withResolvers<void>();

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

it('a connection whose answer comes while the server closes does not hold up the end', async () => {
  const app = await createHttpApp(KitchenModule, { logger: false });
  await app.listen(0, '127.0.0.1');
  const server = app.getHttpServer();
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const client = createConnection((server.address() as AddressInfo).port, '127.0.0.1').resume();
  client.write('GET /meals HTTP/1.1\r\nHost: kitchen\r\n\r\n');
  await ordered.promise;
  const closed = app.close();
  while (server.listening) await new Promise(setImmediate);
  cook('vindaloo');
  await Promise.all([once(client, 'close'), closed]);
});
