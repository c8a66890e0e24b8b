import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { HttpProblem } from '../problem/http-problem.js';
import { callerRoles, type Caller } from './caller.js';

/** Whose tokens are believed, and how to read them. */
export interface AuthOptions {
  /** The `iss` and `aud` that a token must carry. */
  readonly issuer: string;
  readonly audience: string;
  /** The signature algorithms that are taken; ES256 alone unless given. */
  readonly algorithms?: readonly string[];
  /** The names of the claims that say the role and the party; `role` and `party_id` unless given. */
  readonly claims?: { readonly role: string; readonly party: string };
  readonly keys: JWTVerifyGetKey;
  /** Where a caller without a valid token gets one, in a sentence; it names the issuer unless given. */
  readonly advice?: string;
}

/** Clocks differ: between an issuer and a service by so much at most. */
const CLOCK_TOLERANCE_S = 5;

/** For so long a token that was good is believed without another look at its signature; and never beyond its end. */
const BELIEVED_MS = 10_000;
const MOST_BELIEVED = 1_000;

const CLAIMS = { role: 'role', party: 'party_id' };

const Role = z.enum(callerRoles);
/** Other issuers give lists; one with two roles of ours would leave open which of them counts. */
const RoleClaim = z.union([Role, z.array(z.string()).transform(onlyRole).pipe(Role)]);
const CallerClaims = z.object({
  subject: z.string().min(1),
  role: RoleClaim,
  id: z.string().optional(),
});

/** Verifies bearer tokens (RFC 7519, RFC 8725): algorithms, issuer and audience are pinned, keys in tokens ignored. */
export class TokenVerifier {
  private readonly believed = new LRUCache<string, Caller>({
    max: MOST_BELIEVED,
    perf: { now: () => Date.now() },
  });

  constructor(private readonly options: AuthOptions) {}

  /** Throws a problem: 401 when the token is no good, 503 when the issuer's keys cannot be had. */
  async verify(token: string): Promise<Caller> {
    const known = this.believed.get(token);
    if (known) return known;
    const { caller, expiresInMs } = await this.check(token);
    if (expiresInMs > 0) this.believed.set(token, caller, { ttl: Math.min(BELIEVED_MS, expiresInMs) });
    return caller;
  }

  private async check(token: string): Promise<{ readonly caller: Caller; readonly expiresInMs: number }> {
    const { issuer, audience, algorithms = ['ES256'], claims = CLAIMS, keys } = this.options;
    const checks = {
      issuer,
      audience,
      algorithms: [...algorithms],
      requiredClaims: ['exp'],
      clockTolerance: CLOCK_TOLERANCE_S,
    };
    const { payload } = await jwtVerify(token, keys, checks).catch((cause: unknown) => {
      throw this.failure(cause);
    });
    const caller = callerOf(payload, claims);
    if (!caller) throw this.refusal('The token does not say who calls, in which role.');
    const expiresAtS = Number(payload.exp) + CLOCK_TOLERANCE_S;
    return { caller, expiresInMs: expiresAtS * 1_000 - Date.now() };
  }

  /** The problem of a request without a valid token: what is wrong, and where there are valid ones. */
  refusal(reason: string, challenge?: string): HttpProblem {
    const { issuer, advice = `Tokens are issued by ${issuer}.` } = this.options;
    return unauthenticated(`${reason} ${advice}`, challenge);
  }

  private failure(cause: unknown): HttpProblem {
    if (cause instanceof errors.JWTExpired) return this.refusal('The token has expired.');
    if (FAULTS_OF_THE_TOKEN.some((fault) => cause instanceof fault))
      return this.refusal('The token is not valid here.');
    return keysUnavailable(cause);
  }
}

const callerOf = (payload: JWTPayload, { role, party }: typeof CLAIMS): Caller | undefined =>
  CallerClaims.safeParse({
    subject: payload.sub,
    role: payload[role],
    id: payload[party] || undefined,
  }).data;

function onlyRole(names: readonly string[]): string | undefined {
  const ours = names.filter((name) => callerRoles.some((role) => role === name));
  return ours.length === 1 ? ours[0] : undefined;
}

/** RFC 6750, section 3. */
export const unauthenticated = (detail: string, challenge = 'Bearer error="invalid_token"'): HttpProblem =>
  new HttpProblem({
    status: 401,
    slug: 'unauthenticated',
    detail,
    headers: { 'www-authenticate': challenge },
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
