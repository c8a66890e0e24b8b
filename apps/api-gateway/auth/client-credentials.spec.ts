import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ClientCredentials } from './client-credentials.js';
import { GatewayIdentity } from './gateway-identity.js';

describe('the gateway as a client of an issuer elsewhere', () => {
  let issuer: Server;
  let asked: { readonly request: IncomingMessage; readonly body: string }[];
  let status: number;
  let now: number;
  let credentials: ClientCredentials;

  beforeEach(async () => {
    [asked, status, now] = [[], 200, 0];
    issuer = createServer((request, response) => {
      void text(request).then((body) => {
        asked.push({ request, body });
        const answer = { access_token: `token ${asked.length}`, expires_in: 100 };
        response.writeHead(status).end(JSON.stringify(answer));
      });
    }).listen(0, '127.0.0.1');
    await once(issuer, 'listening');
    const tokenUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/token`;
    credentials = new ClientCredentials({ tokenUrl, id: 'gateway', secret: 's:cret' }, () => now);
  });
  afterEach(() => {
    issuer.closeAllConnections();
    issuer.close();
  });

  it('asks by its secret, once for all that ask at the same time', async () => {
    const tokens = await Promise.all([1, 2, 3].map(() => credentials.token()));
    expect(tokens).toEqual(Array(3).fill('token 1'));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.body).toBe('grant_type=client_credentials');
    expect(asked[0]?.request.headers).toMatchObject({
      authorization: `Basic ${btoa('gateway:s%3Acret')}`,
      'content-type': expect.stringContaining('application/x-www-form-urlencoded'),
    });
  });

  it('asks again before its token expires', async () => {
    await credentials.token();
    now = 79_000;
    expect(await credentials.token()).toBe('token 1');
    now = 80_000;
    expect(await credentials.token()).toBe('token 2');
  });

  it('goes as its caller while it gets no token', async () => {
    const identity = new GatewayIdentity(() => credentials.token());
    const caller = { authorization: 'Bearer caller', accept: 'application/json' };
    status = 500;
    expect(await identity.headersFor(caller)).toEqual(caller);
    status = 200;
    expect(await identity.headersFor(caller)).toEqual({ ...caller, authorization: 'Bearer token 2' });
  });

  it('goes as its caller where it is no client', async () => {
    expect(await new GatewayIdentity().headersFor({ authorization: 'Bearer caller' })).toEqual({
      authorization: 'Bearer caller',
    });
  });
});
