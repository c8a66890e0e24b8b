import type { JwksResponse, TokenResponse } from '#contracts/rest';
import { Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { SignJWT } from 'jose';
import type { Identity } from './demo-identities.js';
import type { KeyRing } from './key-ring.js';
import { ALGORITHM } from './signing-key.js';

export interface TokenIssuerOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly lifetimeS: number;
  /** The names of the claims that say the role and the party. */
  readonly claims: { readonly role: string; readonly party: string };
}

/** Issues tokens for the demo identities, and for the gateway itself. */
export class TokenIssuer implements OnApplicationBootstrap {
  constructor(
    private readonly keys: KeyRing,
    private readonly options: TokenIssuerOptions,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.keys.isShared) new Logger('TokenIssuer').warn(KEYS_OF_ITS_OWN);
  }

  get issuer(): string {
    return this.options.issuer;
  }

  keySet(): Promise<JwksResponse> {
    return this.keys.published();
  }

  async issue({ username, role, partyId }: Identity): Promise<TokenResponse> {
    const { issuer, audience, lifetimeS, claims } = this.options;
    const { keyId, privateKey } = await this.keys.current();
    const token = new SignJWT({ [claims.role]: role, ...(partyId && { [claims.party]: partyId }) })
      .setProtectedHeader({ alg: ALGORITHM, kid: keyId })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(username)
      .setIssuedAt()
      .setExpirationTime(`${lifetimeS}s`);
    return { access_token: await token.sign(privateKey), token_type: 'Bearer', expires_in: lifetimeS };
  }
}

const KEYS_OF_ITS_OWN =
  'This gateway signs tokens with keys that it has made: they end with it, and no other gateway believes them. ' +
  'Where there are several, or tokens are to outlive a restart, give all of them the same AUTH_SIGNING_KEYS.';
