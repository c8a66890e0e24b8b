import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp } from '#service-kit';
import { GatewayConfig } from '../gateway.config.js';
import { GatewayModule } from '../gateway.module.js';
import { trustOf } from './trust.js';

const start = async (env: Readonly<Record<string, string>>): Promise<NestFastifyApplication> => {
  const config = GatewayConfig.parse(env);
  return (
    await createHttpApp(GatewayModule.forRoot(config, await trustOf(config)), { logger: false })
  ).init();
};

const logIn = (app: NestFastifyApplication, payload: object) =>
  app.inject({ method: 'POST', url: '/auth/token', payload });
const martha = { username: 'martha', password: 'demo' };

describe('POST /auth/token', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await start({ DEMO_IDENTITIES: 'on' });
  });
  afterAll(() => app.close());

  it('gives a token that the gateway itself believes, and that no cache keeps', async () => {
    const response = await logIn(app, martha);
    expect(response.statusCode).toBe(200);
    expect(response.headers['cache-control']).toBe('no-store');
    const { access_token } = response.json<{ access_token: string }>();
    const refused = await app.inject({
      url: '/dead-letters',
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(refused.json()).toMatchObject({
      detail: "This is for the role operator; the caller's is consumer.",
    });
  });

  it('refuses wrong credentials', async () => {
    const response = await logIn(app, { ...martha, password: 'guess' });
    expect(response.json()).toMatchObject({ type: '/problems/wrong-credentials', status: 401 });
  });

  it('says what is missing', async () => {
    const response = await logIn(app, { username: 'martha' });
    expect(response.json()).toMatchObject({ status: 400, errors: [{ pointer: '/password' }] });
  });

  it('does not exist where the demo identities are off', async () => {
    const apart = await start({ AUTH_ISSUER: 'https://issuer.example' });
    expect((await logIn(apart, martha)).json()).toMatchObject({ type: '/problems/not-found', status: 404 });
    await apart.close();
  });

  it('goes with public keys that everybody can fetch', async () => {
    const response = await app.inject({ url: '/.well-known/jwks.json' });
    const key = { alg: 'ES256', use: 'sig' };
    expect(response.json()).toMatchObject({ keys: [key, key] });
    expect(response.body).not.toContain('"d"');
  });

  it('is found by the discovery document, as an issuer elsewhere would be', async () => {
    const response = await app.inject({ url: '/.well-known/openid-configuration' });
    expect(response.json()).toMatchObject({
      issuer: 'http://localhost:8080',
      jwks_uri: 'http://localhost:8080/.well-known/jwks.json',
    });
  });
});
