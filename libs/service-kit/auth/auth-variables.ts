import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { url, wordList } from '../config/schema-pieces.js';
import { issuerKeys } from './issuer-keys.js';
import type { AuthOptions } from './token-verifier.js';

/** Those whose signature nobody can make who only knows the key that verifies it. */
const ASYMMETRIC = [
  'ES256', 'ES384', 'ES512', 'EdDSA', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512',
] as const; // prettier-ignore

/** Whose tokens are believed where nobody says: those of the gateway on this machine, for the demo log-ins. */
const DEMO_ISSUER = 'http://localhost:8080';

/** The variables that say whose tokens are believed: the same for the gateway and every service. */
export const authVariables = {
  /** Written exactly as in the tokens' `iss`. */
  AUTH_ISSUER: url('http', 'https').optional(),
  AUTH_AUDIENCE: z.string().default('order-saga'),
  /** Without it the issuer's discovery document says where its keys are. */
  AUTH_JWKS_URL: url('http', 'https').optional(),
  AUTH_ALGORITHMS: wordList(...ASYMMETRIC).default(['ES256']),
  AUTH_ROLE_CLAIM: z.string().default('role'),
  AUTH_PARTY_CLAIM: z.string().default('party_id'),
  /** The bearer token that `/metrics` wants. */
  METRICS_TOKEN: z.string().min(16, 'must have 16 characters at least').optional(),
};

type AuthConfig = Readonly<z.output<z.ZodObject<typeof authVariables>>>;

/** Who is trusted, by these variables; with `keys` at hand where it is the service itself. */
export const authOptions = (config: AuthConfig, keys?: JWTVerifyGetKey): AuthOptions => ({
  issuer: issuerOf(config),
  audience: config.AUTH_AUDIENCE,
  algorithms: config.AUTH_ALGORITHMS,
  claims: { role: config.AUTH_ROLE_CLAIM, party: config.AUTH_PARTY_CLAIM },
  keys: keys ?? issuerKeys(issuerOf(config), config.AUTH_JWKS_URL),
});

/** The `iss` of the tokens that are believed. */
export const issuerOf = ({ AUTH_ISSUER: issuer = DEMO_ISSUER }: AuthConfig): string => issuer;
