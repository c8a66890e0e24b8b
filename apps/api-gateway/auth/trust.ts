import { authOptions, issuerOf, type AuthOptions } from '#service-kit';
import type { GatewayConfig } from '../gateway.config.js';
import { ClientCredentials } from './client-credentials.js';
import type { OwnTokens } from './gateway-identity.js';
import { givenKeys, ownKeys, type KeyRing } from './key-ring.js';
import { RotatingKeys } from './rotating-keys.js';
import { importSigningKeys } from './signing-key.js';
import { TokenIssuer } from './token-issuer.js';

/** Whose tokens the gateway believes. */
export interface Trust {
  readonly auth: AuthOptions;
  /** The gateway itself, where the demo identities are on; otherwise it is an issuer elsewhere. */
  readonly demoIssuer?: TokenIssuer;
  /** The gateway's own, where an issuer gives it some. */
  readonly ownTokens?: OwnTokens;
}

const ADVICE = 'POST /auth/token issues one for a username and a password.';

const SELF = { username: 'api-gateway', role: 'gateway' } as const;

/** Throws ConfigError when the keys that are given are none. */
export async function trustOf(config: GatewayConfig): Promise<Trust> {
  if (!config.DEMO_IDENTITIES) return { auth: authOptions(config), ownTokens: tokensOfClient(config) };
  const keys = await keyRingOf(config);
  const demoIssuer = new TokenIssuer(keys, {
    issuer: issuerOf(config),
    audience: config.AUTH_AUDIENCE,
    lifetimeS: config.AUTH_TOKEN_TTL_S,
    claims: { role: config.AUTH_ROLE_CLAIM, party: config.AUTH_PARTY_CLAIM },
  });
  const auth = { ...authOptions(config, ownKeys(keys)), advice: ADVICE };
  return { auth, demoIssuer, ownTokens: tokensOf(demoIssuer) };
}

/** Each of them is a new one. */
const tokensOf = (issuer: TokenIssuer): OwnTokens => ({
  token: async () => (await issuer.issue(SELF)).access_token,
  drop: () => undefined,
});

function tokensOfClient(config: GatewayConfig): OwnTokens | undefined {
  const { AUTH_TOKEN_URL: tokenUrl, AUTH_CLIENT_ID: id, AUTH_CLIENT_SECRET: secret } = config;
  if (!tokenUrl || !id || !secret) return undefined;
  const { AUTH_CLIENT_SCOPE: scope, AUTH_CLIENT_AUDIENCE: audience } = config;
  return new ClientCredentials({ tokenUrl, id, secret, scope, audience });
}

async function keyRingOf({ AUTH_SIGNING_KEYS, AUTH_KEY_ROTATION_S }: GatewayConfig): Promise<KeyRing> {
  if (AUTH_SIGNING_KEYS === undefined) return RotatingKeys.generate(AUTH_KEY_ROTATION_S * 1_000);
  return givenKeys(await importSigningKeys(AUTH_SIGNING_KEYS));
}
