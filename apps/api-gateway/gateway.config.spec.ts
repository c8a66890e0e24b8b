import { loadConfig } from '#service-kit';
import { GatewayConfig } from './gateway.config.js';

const load = (env: Readonly<Record<string, string>>) => loadConfig(GatewayConfig, env);
const AUTH_ISSUER = 'https://issuer.example/';
const production = { NODE_ENV: 'production', DEMO_IDENTITIES: 'on' };

describe('the demo log-ins', () => {
  it('are refused in production, with the variable that would allow them', () => {
    expect(() => load(production)).toThrow(/^DEMO_IDENTITIES must be off .+ DEMO_IN_PRODUCTION=on/);
  });

  it('are there in production when that is asked for expressly', () => {
    expect(load({ ...production, DEMO_IN_PRODUCTION: 'on' }).DEMO_IDENTITIES).toBe(true);
  });

  it('need no permission where nobody calls it production, and none is needed without them', () => {
    expect(load({ DEMO_IDENTITIES: 'on' }).DEMO_IDENTITIES).toBe(true);
    expect(load({ NODE_ENV: 'production', AUTH_ISSUER }).DEMO_IDENTITIES).toBe(false);
  });

  it('do not outlive their keys, and are signed by what is believed', () => {
    expect(() => load({ DEMO_IDENTITIES: 'on', AUTH_KEY_ROTATION_S: '60' })).toThrow(
      'AUTH_KEY_ROTATION_S must be no less than AUTH_TOKEN_TTL_S',
    );
    expect(() => load({ DEMO_IDENTITIES: 'on', AUTH_ALGORITHMS: 'RS256' })).toThrow(
      'AUTH_ALGORITHMS must include ES256',
    );
  });
});

describe('the issuer', () => {
  it('has to be named where the demo log-ins are off', () => {
    expect(() => load({})).toThrow(/^AUTH_ISSUER is missing: it must name the issuer/);
  });

  it('is a URL, and left as it is written', () => {
    expect(load({ AUTH_ISSUER }).AUTH_ISSUER).toBe(AUTH_ISSUER);
    expect(() => load({ AUTH_ISSUER: 'issuer.example' })).toThrow(/^AUTH_ISSUER must be a URL/);
  });
});

describe('the gateway as a client of its issuer', () => {
  it('needs all of its variables, or none', () => {
    const client = { AUTH_ISSUER, AUTH_CLIENT_ID: 'gateway', AUTH_TOKEN_URL: 'https://issuer.example/token' };
    expect(() => load(client)).toThrow('AUTH_CLIENT_SECRET is missing: it must be given where one of');
    expect(() => load({ AUTH_ISSUER, AUTH_CLIENT_SCOPE: 'orders' })).toThrow('AUTH_CLIENT_ID is missing');
    expect(() => load({ ...client, AUTH_CLIENT_SECRET: 'secret' })).not.toThrow();
  });
});
