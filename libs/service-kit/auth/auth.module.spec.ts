import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { createHttpApp } from '../service/create-http-app.js';
import { AuthModule } from './auth.module.js';
import type { Caller } from './caller.js';
import { issuerKeys } from './issuer-keys.js';
import { AnonymousToo, CurrentCaller, Public, Roles } from './route-access.js';

const MARTHA = 'c0000000-0000-4000-8000-000000000001';
const issuer = 'http://issuer.example';
const audience = 'order-saga';
const ALL_BUT_THE_DATE = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
] as const;

@Controller()
class KitchenController {
  @Public()
  @Get('menu')
  menu(): string {
    return 'Chicken Vindaloo';
  }

  @Get('me')
  me(@CurrentCaller() caller: Caller): Caller {
    return caller;
  }

  @AnonymousToo()
  @Get('door')
  door(@CurrentCaller() caller?: Caller): string {
    return caller?.subject ?? 'a stranger';
  }

  @Roles('restaurant', 'operator')
  @Get('stove')
  stove(): string {
    return 'hot';
  }
}

const start = async (jwksUrl: string): Promise<NestFastifyApplication> => {
  @Module({
    imports: [AuthModule.forRoot({ issuer, audience, keys: issuerKeys(issuer, jwksUrl) })],
    controllers: [KitchenController],
  })
  class KitchenModule {}
  const app = await createHttpApp(KitchenModule, { logger: false });
  return app.init();
};

describe('AuthModule', () => {
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let jwks: Server;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    keys = await generateKeyPair('ES256', { extractable: true });
    const key = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256' };
    jwks = createServer((_, response) => response.end(JSON.stringify({ keys: [key] })));
    await new Promise<void>((resolve) => jwks.listen(0, '127.0.0.1', resolve));
    app = await start(`http://127.0.0.1:${(jwks.address() as AddressInfo).port}/jwks.json`);
  });
  afterEach(() => jest.useRealTimers());
  afterAll(async () => {
    await app.close();
    jwks.close();
  });

  const claims: JWTPayload = {
    sub: 'martha',
    role: 'consumer',
    party_id: MARTHA,
    iss: issuer,
    aud: audience,
  };
  const inOneHour = () => Math.floor(Date.now() / 1000) + 3_600;
  const sign = (more: JWTPayload = {}, key: CryptoKey | Uint8Array = keys.privateKey, header = {}) =>
    new SignJWT({ ...claims, exp: inOneHour(), ...more })
      .setProtectedHeader({ alg: 'ES256', kid: 'one', ...header })
      .sign(key);
  const get = (url: string, token?: string, from = app) =>
    from.inject({ url, headers: token ? { authorization: `Bearer ${token}` } : {} });

  it('opens a public route to everybody', async () => {
    expect((await get('/menu')).body).toBe('Chicken Vindaloo');
  });

  it('tells the controller who calls', async () => {
    expect((await get('/me', await sign())).json()).toEqual({
      subject: 'martha',
      role: 'consumer',
      id: MARTHA,
    });
  });

  it('opens a route to strangers, knows who is none, and takes no bad token for no token', async () => {
    expect((await get('/door')).body).toBe('a stranger');
    expect((await get('/door', await sign())).body).toBe('martha');
    expect((await get('/door', 'abc.def.ghi')).statusCode).toBe(401);
  });

  it.each([
    ['none is', undefined, 'The request carries no bearer token.', 'Bearer'],
    ['one is not valid', 'abc.def.ghi', 'The token is not valid here.', 'Bearer error="invalid_token"'],
  ])('asks for a token where %s, and says who issues them', async (_, token, reason, challenge) => {
    const response = await get('/me', token);
    expect(response.statusCode).toBe(401);
    expect(response.headers['www-authenticate']).toBe(challenge);
    expect(response.json()).toMatchObject({
      type: '/problems/unauthenticated',
      detail: `${reason} Tokens are issued by ${issuer}.`,
    });
  });

  it('lets only the named roles in', async () => {
    expect((await get('/stove', await sign({ role: 'restaurant' }))).statusCode).toBe(200);
    const refused = await get('/stove', await sign());
    expect(refused.json()).toMatchObject({
      type: '/problems/forbidden',
      status: 403,
      detail: "This is for the role restaurant or operator; the caller's is consumer.",
    });
  });

  it("forgives an issuer's clock some seconds, and no more", async () => {
    jest.useFakeTimers({ doNotFake: [...ALL_BUT_THE_DATE] });
    const now = inOneHour() - 3_600;
    expect((await get('/me', await sign({ exp: now - 1 }))).statusCode).toBe(200);
    expect((await get('/me', await sign({ nbf: now + 4 }))).statusCode).toBe(200);
    expect((await get('/me', await sign({ exp: now - 6 }))).statusCode).toBe(401);
    expect((await get('/me', await sign({ nbf: now + 60 }))).statusCode).toBe(401);
  });

  const embedded = async () => {
    const own = await generateKeyPair('ES256', { extractable: true });
    return sign({}, own.privateKey, { jwk: await exportJWK(own.publicKey), jku: 'http://evil.example/jwks' });
  };
  const forgeries: Record<string, () => Promise<string> | string> = {
    'is no JWT': () => 'abc.def.ghi',
    'has expired': () => sign({ exp: inOneHour() - 7_200 }),
    'never expires': () => sign({ exp: undefined }),
    'comes from another issuer': () => sign({ iss: 'http://evil.example' }),
    'is for another audience': () => sign({ aud: 'bank' }),
    'is signed with an unknown key': async () => sign({}, (await generateKeyPair('ES256')).privateKey),
    'names a file as its key': () => sign({}, keys.privateKey, { kid: '../../../../dev/null' }),
    'names a query as its key': () => sign({}, keys.privateKey, { kid: "' OR 1=1 --" }),
    'names an unknown key': () => sign({}, keys.privateKey, { kid: 'two' }),
    'brings its own key': embedded,
    'is signed with a shared secret': () =>
      sign({}, new TextEncoder().encode('x'.repeat(32)), { alg: 'HS256' }),
    'is not signed': () => new UnsecuredJWT({ ...claims, exp: inOneHour() }).encode(),
    'has a role that does not exist': () => sign({ role: 'root' }),
    'names nobody': () => sign({ sub: '' }),
  };
  it.each(Object.entries(forgeries))('refuses a token that %s', async (_, forge) => {
    const response = await get('/me', await forge());
    expect(response.statusCode).toBe(401);
    expect(response.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  it("answers 503, not 401, while the issuer's keys cannot be fetched", async () => {
    const apart = await start('http://127.0.0.1:1/jwks.json');
    const response = await get('/me', await sign(), apart);
    expect(response.json()).toMatchObject({ type: '/problems/token-issuer-unavailable', status: 503 });
    expect(response.headers['retry-after']).toBe('1');
    await apart.close();
  });
});
