import { eventually } from '#testing';
import type { ServerResponse } from 'node:http';
import { startGateway, type Gateway } from '../testing/start-gateway.js';
import { json, type ReceivedRequest } from '../testing/stub-service.js';

const ORDER = 'f0000000-0000-4000-8000-000000000001';

describe('the gateway, when callers wait,', () => {
  let gateway: Gateway;
  let clients: AbortController[];
  let held: ServerResponse[];

  const start = async (env: Readonly<Record<string, string>>): Promise<void> => {
    gateway = await startGateway(env);
    await gateway.app.listen(0, '127.0.0.1');
    gateway.order.behave = holds;
  };
  /** Begins a stream, and keeps an answer back that may be kept. */
  const holds = (request: ReceivedRequest, response: ServerResponse): void => {
    if (request.url?.endsWith('/stream'))
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
    else if (request.headers.prefer) held.push(response);
    else json(200, {})(request, response);
  };
  beforeEach(() => {
    [clients, held] = [[], []];
  });
  afterEach(async () => {
    for (const client of clients) client.abort();
    await gateway.stop();
  });

  const get = async (username: string, path: string, headers: object = {}): Promise<Response> => {
    const client = new AbortController();
    clients.push(client);
    const authorization = await gateway.bearer(username);
    const url = `${await gateway.app.getUrl()}/orders/${path}`;
    return fetch(url, { headers: { authorization, ...headers }, signal: client.signal });
  };
  const look = (username: string) => get(username, ORDER);
  const wait = (username: string) => get(username, ORDER, { prefer: 'wait=20' });
  const stream = (username: string) => get(username, `${ORDER}/stream`);

  it('refuses one caller more waits than it may have, and serves it and others', async () => {
    await start({ MAX_WAITING_PER_CALLER: '2' });
    const waiting = wait('martha');
    await eventually(() => expect(held).toHaveLength(1));
    expect((await stream('martha')).status).toBe(200);
    const refused = await stream('martha');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
    expect(await refused.json()).toMatchObject({ type: '/problems/too-many-requests' });
    expect((await wait('martha')).status).toBe(429);
    expect((await look('martha')).status).toBe(200);
    expect((await stream('percy')).status).toBe(200);
    held[0]?.end('{}');
    expect((await waiting).status).toBe(200);
  });

  it('has a place again after an answer, and after a client that has gone', async () => {
    await start({ MAX_WAITING_PER_CALLER: '1' });
    const waiting = wait('martha');
    await eventually(() => expect(held).toHaveLength(1));
    expect((await stream('martha')).status).toBe(429);
    held[0]?.end('{}');
    await (await waiting).text();
    await eventually(async () => expect((await stream('martha')).status).toBe(200));
    expect((await stream('martha')).status).toBe(429);
    for (const client of clients.splice(0)) client.abort();
    await eventually(async () => expect((await stream('martha')).status).toBe(200));
  });

  it('leaves half of its connections to requests that do not wait', async () => {
    await start({ MAX_CONNECTIONS: '4' });
    expect((await stream('martha')).status).toBe(200);
    expect((await stream('percy')).status).toBe(200);
    const refused = await stream('sybil');
    expect([refused.status, await refused.json()]).toMatchObject([503, { type: '/problems/bulkhead-full' }]);
    expect((await look('sybil')).status).toBe(200);
  });
});
