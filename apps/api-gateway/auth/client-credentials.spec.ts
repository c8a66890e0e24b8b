import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ClientCredentials } from './client-credentials.js';

describe('the gateway as a client of an issuer elsewhere', () => {
  let issuer: Server;
  let asked: { readonly request: IncomingMessage; readonly body: string }[];
  let status: number;
  let life: { readonly expires_in?: number };
  let tokenUrl: string;
  let now: number;
  let credentials: ClientCredentials;

  beforeEach(async () => {
    [asked, status, now, life] = [[], 200, 0, { expires_in: 100 }];
    issuer = createServer((request, response) => {
      void text(request).then((body) => {
        asked.push({ request, body });
        const answer = { access_token: `token ${asked.length}`, ...life };
        response.writeHead(status).end(JSON.stringify(answer));
      });
    }).listen(0, '127.0.0.1');
    await once(issuer, 'listening');
    tokenUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/token`;
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

  it('goes on with a token that is valid still while there is no other', async () => {
    await credentials.token();
    status = 500;
    for (now of [80_000, 84_999, 99_999]) expect(await credentials.token()).toBe('token 1');
    expect(asked).toHaveLength(3);
    now = 100_000;
    await expect(credentials.token()).rejects.toThrow('answered 500');
  });

  it('leaves an issuer that fails alone for some seconds', async () => {
    status = 500;
    await expect(credentials.token()).rejects.toThrow('answered 500');
    status = 200;
    now = 4_999;
    await expect(credentials.token()).rejects.toThrow('answered 500');
    expect(asked).toHaveLength(1);
    now = 5_000;
    expect(await credentials.token()).toBe('token 2');
  });

  it('takes a token whose life is untold for one of a minute', async () => {
    life = {};
    await credentials.token();
    now = 47_000;
    expect(await credentials.token()).toBe('token 1');
    now = 48_000;
    expect(await credentials.token()).toBe('token 2');
  });

  it('asks for a scope and an audience where the issuer wants that', async () => {
    const client = { tokenUrl, id: 'gateway', secret: 's', scope: 'orders.read all', audience: 'order-saga' };
    await new ClientCredentials(client).token();
    expect(asked[0]?.body).toBe('grant_type=client_credentials&scope=orders.read+all&audience=order-saga');
  });

  it('asks again when its token was refused, once for all that say so', async () => {
    await credentials.token();
    for (now of [5_000, 10_000, 15_000]) {
      credentials.drop('token 1');
      expect(await credentials.token()).toBe('token 2');
    }
  });

  it('keeps a token that was refused at once', async () => {
    await credentials.token();
    now = 4_999;
    credentials.drop('token 1');
    expect(await credentials.token()).toBe('token 1');
  });
});
