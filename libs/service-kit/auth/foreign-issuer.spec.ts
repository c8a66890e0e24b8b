import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { loadConfig, type Environment } from '../config/load-config.js';
import { createHttpApp } from '../service/create-http-app.js';
import { authOptions, authVariables } from './auth-variables.js';
import { AuthModule } from './auth.module.js';
import type { Caller } from './caller.js';
import { CurrentCaller } from './route-access.js';

@Controller()
class MirrorController {
  @Get('me')
  me(@CurrentCaller() caller: Caller): Caller {
    return caller;
  }
}

/** An OpenID provider as companies have it: RSA, discovery, roles in a list, names of its own for claims. */
class OpenIdProvider {
  private constructor(
    private readonly server: Server,
    readonly sign: (claims: JWTPayload, algorithm?: string) => Promise<string>,
    public documents: Readonly<Record<string, unknown>> = {},
  ) {
    server.on('request', ({ url = '' }, response) =>
      response.writeHead(url in this.documents ? 200 : 404).end(JSON.stringify(this.documents[url])),
    );
  }

  static async start(): Promise<OpenIdProvider> {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const sign = (claims: JWTPayload, alg = 'RS256'): Promise<string> =>
      new SignJWT(claims)
        .setProtectedHeader({ alg, kid: 'rsa' })
        .setIssuer(provider.issuer)
        .setAudience('order-saga')
        .setSubject('auth0|martha')
        .setExpirationTime('5m')
        .sign(privateKey);
    const provider = new OpenIdProvider(server, sign);
    provider.documents = {
      '/realm/.well-known/openid-configuration': {
        issuer: provider.issuer,
        jwks_uri: `${provider.url}/certificates`,
      },
      '/certificates': { keys: [{ ...(await exportJWK(publicKey)), kid: 'rsa', use: 'sig', alg: 'RS256' }] },
    };
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get issuer(): string {
    return `${this.url}/realm`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

describe('an OpenID provider elsewhere', () => {
  let provider: OpenIdProvider;
  let app: NestFastifyApplication;
  beforeEach(async () => {
    provider = await OpenIdProvider.start();
  });
  afterEach(async () => {
    await app.close();
    provider.stop();
  });

  async function start(variables: Environment = {}): Promise<void> {
    const env = { AUTH_ISSUER: provider.issuer, AUTH_ALGORITHMS: 'RS256', ...variables };
    const auth = AuthModule.forRoot(authOptions(loadConfig(z.object(authVariables), env)));
    @Module({ imports: [auth], controllers: [MirrorController] })
    class MirrorModule {}
    app = await createHttpApp(MirrorModule, { logger: false });
    await app.init();
  }
  const ask = async (claims: JWTPayload, algorithm?: string) => {
    const authorization = `Bearer ${await provider.sign(claims, algorithm)}`;
    return app.inject({ url: '/me', headers: { authorization } });
  };

  it('is believed by its discovery document alone', async () => {
    await start();
    const answer = await ask({ role: 'consumer', party_id: 'c1' });
    expect(answer.json()).toEqual({ subject: 'auth0|martha', role: 'consumer', id: 'c1' });
  });

  it('is believed by the address of its keys', async () => {
    provider.documents = { '/certificates': provider.documents['/certificates'] };
    await start({ AUTH_JWKS_URL: `${provider.url}/certificates` });
    expect((await ask({ role: 'operator' })).json()).toMatchObject({ role: 'operator' });
  });

  it('may call its claims what it likes, and give roles of its own beside ours', async () => {
    await start({ AUTH_ROLE_CLAIM: 'https://example.com/roles', AUTH_PARTY_CLAIM: 'customer' });
    const answer = await ask({ 'https://example.com/roles': ['offline', 'consumer'], customer: 'c1' });
    expect(answer.json()).toEqual({ subject: 'auth0|martha', role: 'consumer', id: 'c1' });
  });

  it.each([[['consumer', 'operator']], [[]], [['offline']], [undefined], [{ consumer: true }]])(
    'is not understood when it gives the roles %j',
    async (role) => {
      await start();
      expect((await ask({ role })).statusCode).toBe(401);
    },
  );

  it('is held to the algorithms that are configured', async () => {
    await start({ AUTH_ALGORITHMS: 'ES256,EdDSA' });
    expect((await ask({ role: 'operator' })).statusCode).toBe(401);
  });

  it('is not believed when its discovery document is that of another', async () => {
    const path = '/realm/.well-known/openid-configuration';
    const stolen = { ...(provider.documents[path] as object), issuer: 'https://other.example' };
    provider.documents = { ...provider.documents, [path]: stolen };
    await start();
    expect((await ask({ role: 'operator' })).json()).toMatchObject({
      type: '/problems/token-issuer-unavailable',
    });
  });
});

describe('AUTH_ALGORITHMS', () => {
  it.each(['HS256', 'none', 'ES256,HS256', 'ES256;RS256', ','])('is never %s', (AUTH_ALGORITHMS) => {
    expect(() => loadConfig(z.object(authVariables), { AUTH_ALGORITHMS })).toThrow(
      'AUTH_ALGORITHMS must be some of ES256,',
    );
  });
});
