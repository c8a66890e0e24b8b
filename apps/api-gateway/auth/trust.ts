import { authOptions, type AuthOptions } from '#service-kit';
import type { GatewayConfig } from '../gateway.config.js';
import { givenKeys, ownKeys, type KeyRing } from './key-ring.js';
import { RotatingKeys } from './rotating-keys.js';
import { importSigningKeys } from './signing-key.js';
import { TokenIssuer } from './token-issuer.js';

/** Whose tokens the gateway believes. */
export interface Trust {
  readonly auth: AuthOptions;
  /** The gateway itself, where the demo identities are on; otherwise it is an issuer elsewhere. */
  readonly demoIssuer?: TokenIssuer;
}

/** Throws ConfigError when the keys that are given are none. */
export async function trustOf(config: GatewayConfig): Promise<Trust> {
  if (!config.DEMO_IDENTITIES) return { auth: authOptions(config) };
  const keys = await keyRingOf(config);
  const demoIssuer = new TokenIssuer(keys, {
    issuer: config.AUTH_ISSUER,
    audience: config.AUTH_AUDIENCE,
    lifetimeS: config.AUTH_TOKEN_TTL_S,
    claims: { role: config.AUTH_ROLE_CLAIM, party: config.AUTH_PARTY_CLAIM },
  });
  return { auth: authOptions(config, ownKeys(keys)), demoIssuer };
}

async function keyRingOf({ AUTH_SIGNING_KEYS, AUTH_KEY_ROTATION_S }: GatewayConfig): Promise<KeyRing> {
  if (AUTH_SIGNING_KEYS === undefined) return RotatingKeys.generate(AUTH_KEY_ROTATION_S * 1_000);
  return givenKeys(await importSigningKeys(AUTH_SIGNING_KEYS));
}
