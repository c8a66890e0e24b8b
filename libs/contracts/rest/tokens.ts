import { z } from 'zod';
import type { Route } from './route.js';
import type { Wire } from './wire.js';

export const TokenRequest = z
  .strictObject({ username: z.string().min(1).max(100), password: z.string().max(100) })
  .meta({ id: 'TokenRequest', examples: [{ username: 'martha', password: 'demo' }] });
export type TokenRequest = z.output<typeof TokenRequest>;

/** RFC 6749, section 5.1. */
export const TokenResponse = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().meta({ description: 'Seconds' }),
  })
  .meta({ id: 'Token' });
export type TokenResponse = Wire<typeof TokenResponse>;

/** RFC 7517, of keys on the curve P-256. */
export const PublicKey = z.object({
  kty: z.literal('EC'),
  crv: z.string(),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.string(),
  use: z.string(),
});
export type PublicKey = z.output<typeof PublicKey>;

export const JwksResponse = z.object({ keys: z.array(PublicKey) }).meta({ id: 'Jwks' });
export type JwksResponse = z.output<typeof JwksResponse>;

/** OpenID Connect Discovery 1.0, as far as it concerns an issuer without redirects. */
export const DiscoveryResponse = z
  .object({
    issuer: z.string(),
    jwks_uri: z.string(),
    token_endpoint: z.string(),
    id_token_signing_alg_values_supported: z.array(z.string()),
  })
  .meta({ id: 'OpenIdConfiguration' });
export type DiscoveryResponse = z.output<typeof DiscoveryResponse>;

const cacheControl = z.string();

export const tokenRoutes: readonly Route[] = [
  {
    id: 'issueToken',
    method: 'POST',
    path: '/auth/token',
    tag: 'tokens',
    summary: 'Logs a demo identity in',
    description: 'It exists only where demo identities are switched on.',
    access: 'public',
    request: TokenRequest,
    answers: {
      200: { description: 'A token', body: TokenResponse, headers: { 'cache-control': cacheControl } },
    },
    problems: ['wrong-credentials'],
    local: true,
    repetition: 'each-counts',
  },
  {
    id: 'getKeys',
    method: 'GET',
    path: '/.well-known/jwks.json',
    tag: 'tokens',
    summary: 'Shows the public keys to verify tokens by',
    access: 'public',
    answers: {
      200: { description: 'The keys', body: JwksResponse, headers: { 'cache-control': cacheControl } },
    },
    local: true,
    repetition: 'safe',
  },
  {
    id: 'getOpenIdConfiguration',
    method: 'GET',
    path: '/.well-known/openid-configuration',
    tag: 'tokens',
    summary: 'Says where the keys are',
    access: 'public',
    answers: {
      200: {
        description: 'The configuration',
        body: DiscoveryResponse,
        headers: { 'cache-control': cacheControl },
      },
    },
    local: true,
    repetition: 'safe',
  },
];
