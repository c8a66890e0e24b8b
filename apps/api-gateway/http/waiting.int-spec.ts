import { readEvents } from '#gateway-client';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { startGateway, type Gateway } from '../testing/start-gateway.js';
import { json, resets, silent } from '../testing/stub-service.js';

const ORDER = 'f0000000-0000-4000-8000-000000000001';
const GRANTED = { 'preference-applied': 'wait=20' };

describe('the gateway, when an answer takes its time,', () => {
  let gateway: Gateway;
  let origin: string;
  let authorization: string;

  beforeEach(async () => {
    gateway = await startGateway();
    await gateway.app.listen(0, '127.0.0.1');
    origin = await gateway.app.getUrl();
    authorization = await gateway.bearer('martha');
  });
  afterEach(() => gateway.stop());

  const get = (path: string, headers: object = {}, signal?: AbortSignal) =>
    fetch(`${origin}/orders/${path}`, { headers: { authorization, ...headers }, signal });
  /** The Order Service's side of the next answer, once it is asked for. */
  const nextResponse = () =>
    new Promise<ServerResponse>((resolve) => {
      gateway.order.behave = (_, response) => resolve(response);
    });

  describe('with Prefer: wait,', () => {
    const wait = (signal?: AbortSignal) => get(ORDER, { prefer: 'wait=20' }, signal);

    it('waits longer than it usually does', async () => {
      const asked = nextResponse();
      const answer = wait();
      const response = await asked;
      gateway.order.behave = silent;
      expect((await get(ORDER)).status).toBe(504);
      response
        .writeHead(200, { 'content-type': 'application/json', ...GRANTED })
        .end('{"state":"VALIDATED"}');
      expect((await answer).headers.get('preference-applied')).toBe('wait=20');
      expect(await (await answer).json()).toEqual({ state: 'VALIDATED' });
      expect(gateway.order.received[0]?.headers.prefer).toBe('wait=20');
    });

    it('asks for no more than half a minute', async () => {
      expect((await get(ORDER, { prefer: 'wait=3600, respond-async' })).status).toBe(200);
      expect(gateway.order.received[0]?.headers.prefer).toBe('wait=30');
    });

    it.each(['wait=abc', 'wait', 'wait=-1', 'respond-async'])(
      'does not wait by %s, and does not say so',
      async (prefer) => {
        expect((await get(ORDER, { prefer })).headers.get('preference-applied')).toBeNull();
        expect(gateway.order.received[0]?.headers).not.toHaveProperty('prefer');
      },
    );

    it('asks again without it when the wait breaks off', async () => {
      gateway.order.behave = (request, response) => {
        const behave = request.headers.prefer ? resets : json(200, { state: 'PENDING' });
        behave(request, response);
      };
      expect(await (await wait()).json()).toEqual({ state: 'PENDING' });
    });

    it('gives it up with its client', async () => {
      const client = new AbortController();
      const asked = nextResponse();
      const answer = wait(client.signal);
      const response = await asked;
      gateway.order.behave = json(200, {});
      client.abort();
      await expect(answer).rejects.toThrow('aborted');
      await once(response, 'close');
      expect((await get(ORDER)).status).toBe(200);
      expect(gateway.order.received).toHaveLength(2);
    });

    it('asks for what there is when it is about to stop itself', async () => {
      const asked = nextResponse();
      const answer = wait();
      await asked;
      gateway.order.behave = json(200, { state: 'PENDING' });
      await gateway.app.close();
      expect(await (await answer).json()).toEqual({ state: 'PENDING' });
    });
  });

  describe('with a stream,', () => {
    const begin = (response: ServerResponse) =>
      response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
    const event = (version: number) => `id: ${version}\ndata: {"version":${version}}\n\n`;

    async function opened(signal?: AbortSignal) {
      const asked = nextResponse();
      const answer = get(`${ORDER}/stream`, { 'last-event-id': '1' }, signal);
      const source = await asked;
      begin(source).write(event(2));
      const response = await answer;
      return { source, response, events: readEvents<{ version: number }>(response) };
    }

    it('passes each event on as it comes, and ends with it', async () => {
      const { source, response, events } = await opened();
      expect(response.headers.get('content-type')).toBe('text/event-stream');
      expect(response.headers.get('x-accel-buffering')).toBe('no');
      expect(gateway.order.received[0]?.headers['last-event-id']).toBe('1');
      expect((await events.next()).value).toEqual({ id: '2', data: { version: 2 } });
      source.write(event(3));
      expect((await events.next()).value).toEqual({ id: '3', data: { version: 3 } });
      source.end();
      expect((await events.next()).done).toBe(true);
    });

    it('outlasts the time that an answer may take', async () => {
      const { source, events } = await opened();
      await events.next();
      gateway.order.behave = silent;
      expect((await get(ORDER)).status).toBe(504);
      source.write(event(3));
      expect((await events.next()).value).toMatchObject({ id: '3' });
    });

    it('breaks off with its service', async () => {
      const { source, events } = await opened();
      await events.next();
      source.destroy();
      await expect(events.next()).rejects.toThrow('terminated');
    });

    it('gives it up with its client', async () => {
      const client = new AbortController();
      const { source, events } = await opened(client.signal);
      await events.next();
      client.abort();
      await once(source, 'close');
    });

    it('ends it when it is about to stop', async () => {
      const { source, events } = await opened();
      await events.next();
      const stopped = gateway.app.close();
      expect((await events.next()).done).toBe(true);
      await Promise.all([stopped, once(source, 'close')]);
    });

    it.each([
      [403, { type: '/problems/forbidden' }],
      [404, { type: '/problems/order-not-found' }],
    ])('passes a refusal back, %s', async (status, problem) => {
      gateway.order.behave = json(status, problem, { 'content-type': 'application/problem+json' });
      const response = await get(`${ORDER}/stream`);
      expect([response.status, await response.json()]).toEqual([status, problem]);
    });

    it('passes back that there is nothing to come', async () => {
      gateway.order.behave = (_, response) => void response.writeHead(204).end();
      expect((await get(`${ORDER}/stream`)).status).toBe(204);
    });

    it('does not wait for a service that keeps silent', async () => {
      gateway.order.behave = silent;
      expect((await get(`${ORDER}/stream`)).status).toBe(504);
    });
  });
});
