import { authOptions, issuerOf, type AuthOptions } from '#service-kit';
import type { GatewayConfig } from '../gateway.config.js';
import { ClientCredentials } from './client-credentials.js';
import { givenKeys, ownKeys, type KeyRing } from './key-ring.js';
import { RotatingKeys } from './rotating-keys.js';
import { importSigningKeys } from './signing-key.js';
import { TokenIssuer } from './token-issuer.js';

/** Whose tokens the gateway believes. */
export interface Trust {
  readonly auth: AuthOptions;
  /** The gateway itself, where the demo identities are on; otherwise it is an issuer elsewhere. */
  readonly demoIssuer?: TokenIssuer;
  /** The gateway's own, where an issuer gives it one. */
  readonly ownToken?: () => Promise<string>;
}

const SELF = { username: 'api-gateway', role: 'gateway' } as const;

/** Throws ConfigError when the keys that are given are none. */
export async function trustOf(config: GatewayConfig): Promise<Trust> {
  if (!config.DEMO_IDENTITIES) return { auth: authOptions(config), ownToken: tokenOfClient(config) };
  const keys = await keyRingOf(config);
  const demoIssuer = new TokenIssuer(keys, {
    issuer: issuerOf(config),
    audience: config.AUTH_AUDIENCE,
    lifetimeS: config.AUTH_TOKEN_TTL_S,
    claims: { role: config.AUTH_ROLE_CLAIM, party: config.AUTH_PARTY_CLAIM },
  });
  const ownToken = async (): Promise<string> => (await demoIssuer.issue(SELF)).access_token;
  return { auth: authOptions(config, ownKeys(keys)), demoIssuer, ownToken };
}

function tokenOfClient(config: GatewayConfig): Trust['ownToken'] {
  const { AUTH_TOKEN_URL: tokenUrl, AUTH_CLIENT_ID: id, AUTH_CLIENT_SECRET: secret } = config;
  if (!tokenUrl || !id || !secret) return undefined;
  const { AUTH_CLIENT_SCOPE: scope, AUTH_CLIENT_AUDIENCE: audience } = config;
  const credentials = new ClientCredentials({ tokenUrl, id, secret, scope, audience });
  return () => credentials.token();
}

async function keyRingOf({ AUTH_SIGNING_KEYS, AUTH_KEY_ROTATION_S }: GatewayConfig): Promise<KeyRing> {
  if (AUTH_SIGNING_KEYS === undefined) return RotatingKeys.generate(AUTH_KEY_ROTATION_S * 1_000);
  return givenKeys(await importSigningKeys(AUTH_SIGNING_KEYS));
}
