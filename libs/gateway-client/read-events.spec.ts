import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GatewayClient } from './gateway-client.js';
import { readEvents } from './read-events.js';

describe('a stream of events', () => {
  let server: Server;
  let client: GatewayClient;
  let response: Promise<ServerResponse>;

  beforeEach(async () => {
    const { promise, resolve } = Promise.withResolvers<ServerResponse>();
    response = promise;
    server = createServer((_, answer) => {
      resolve(answer.writeHead(200, { 'content-type': 'text/event-stream' }));
      answer.flushHeaders();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    client = new GatewayClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is read as it comes, in whatever pieces, without comments and what is no event', async () => {
    const events = readEvents<object>(await client.open('/'));
    const answer = await response;
    answer.write('retry: 1000\n\n:\n\nid: 1\nda');
    answer.write('ta: {"state":"PEN');
    answer.write('DING"}\n');
    answer.write('\nid: 2\ndata: {"state":"VALIDATED"}\n\nid: 3\ndata: {"half');
    expect((await events.next()).value).toEqual({ id: '1', data: { state: 'PENDING' } });
    expect((await events.next()).value).toEqual({ id: '2', data: { state: 'VALIDATED' } });
    answer.end();
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  it('throws when it breaks off', async () => {
    const events = readEvents(await client.open('/'));
    (await response).destroy();
    await expect(events.next()).rejects.toThrow('terminated');
  });

  it('is an answer without content for who does not read it, and ended', async () => {
    const answer = client.send('GET', '/');
    const closed = once(await response, 'close');
    expect(await answer).toMatchObject({ status: 200, body: '' });
    await closed;
  });
});
