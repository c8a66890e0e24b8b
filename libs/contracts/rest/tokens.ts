import { z } from 'zod';
import type { Route } from './route.js';
import type { Wire } from './wire.js';

export const TokenRequest = z
  .strictObject({ username: z.string().min(1).max(100), password: z.string().max(100) })
  .meta({ id: 'TokenRequest' });
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
export const JwksResponse = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal('EC'),
        crv: z.string(),
        x: z.string(),
        y: z.string(),
        kid: z.string(),
        alg: z.string(),
        use: z.string(),
      }),
    ),
  })
  .meta({ id: 'Jwks' });
export type JwksResponse = z.output<typeof JwksResponse>;

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
];
