import type { TokenResponse } from '#contracts/rest';
import { SignJWT } from 'jose';
import type { Identity } from './demo-identities.js';
import { ALGORITHM, type SigningKey } from './signing-key.js';

export interface TokenIssuerOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly lifetimeS: number;
}

export class TokenIssuer {
  constructor(
    readonly key: SigningKey,
    private readonly options: TokenIssuerOptions,
  ) {}

  async issue({ username, role, partyId }: Identity): Promise<TokenResponse> {
    const { issuer, audience, lifetimeS } = this.options;
    const token = new SignJWT({ role, ...(partyId && { party_id: partyId }) })
      .setProtectedHeader({ alg: ALGORITHM, kid: this.key.keyId })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(username)
      .setIssuedAt()
      .setExpirationTime(`${lifetimeS}s`);
    return {
      access_token: await token.sign(this.key.privateKey),
      token_type: 'Bearer',
      expires_in: lifetimeS,
    };
  }
}
