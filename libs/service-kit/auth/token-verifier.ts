import { roles } from '#contracts/rest';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import { z } from 'zod';
import { HttpProblem } from '../problem/http-problem.js';
import type { Caller } from './caller.js';

const ALGORITHM = 'ES256';
const FETCH_TIMEOUT_MS = 2_000;
/** An issuer that was restarted with a new key is believed again after this time. */
const REFETCH_COOLDOWN_MS = 1_000;

interface TrustedIssuer {
  /** The `iss` and `aud` that a token must carry. */
  readonly issuer: string;
  readonly audience: string;
}

/** Where the issuer's public keys come from: over HTTP, or at hand for who is the issuer itself. */
export type AuthOptions = TrustedIssuer &
  ({ readonly jwksUrl: string } | { readonly localJwks: JSONWebKeySet });

const Claims = z.object({ sub: z.string().min(1), role: z.enum(roles), party_id: z.string().optional() });

/** Verifies bearer tokens (RFC 7519, RFC 8725): algorithm, issuer and audience are pinned, keys in tokens ignored. */
export class TokenVerifier {
  private readonly keys: JWTVerifyGetKey;

  constructor(private readonly options: AuthOptions) {
    this.keys = 'localJwks' in options ? createLocalJWKSet(options.localJwks) : remoteKeys(options.jwksUrl);
  }

  /** Throws a problem: 401 when the token is no good, 503 when the issuer's keys cannot be had. */
  async verify(token: string): Promise<Caller> {
    const { issuer, audience } = this.options;
    const checks = { issuer, audience, algorithms: [ALGORITHM], requiredClaims: ['exp'] };
    const { payload } = await jwtVerify(token, this.keys, checks).catch(refuse);
    const claims = Claims.safeParse(payload);
    if (!claims.success) throw unauthenticated('The token does not say who calls, in which role.');
    const { sub, role, party_id: id } = claims.data;
    return { subject: sub, role, ...(id && { id }) };
  }
}

/** RFC 6750, section 3. */
export const unauthenticated = (detail: string, challenge = 'Bearer error="invalid_token"'): HttpProblem =>
  new HttpProblem({
    status: 401,
    slug: 'unauthenticated',
    detail,
    headers: { 'www-authenticate': challenge },
  });

const remoteKeys = (jwksUrl: string): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL(jwksUrl), {
    timeoutDuration: FETCH_TIMEOUT_MS,
    cooldownDuration: REFETCH_COOLDOWN_MS,
  });

const FAULTS_OF_THE_TOKEN = [
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

function refuse(cause: unknown): never {
  if (cause instanceof errors.JWTExpired) throw unauthenticated('The token has expired.');
  if (FAULTS_OF_THE_TOKEN.some((fault) => cause instanceof fault))
    throw unauthenticated('The token is not valid here.');
  throw keysUnavailable(cause);
}

const keysUnavailable = (cause: unknown): HttpProblem =>
  new HttpProblem(
    {
      status: 503,
      slug: 'token-issuer-unavailable',
      detail: "The issuer's keys cannot be fetched, so tokens cannot be verified. Try again in a moment.",
      headers: { 'retry-after': '1' },
    },
    { cause },
  );
