import type { DiscoveryResponse, JwksResponse } from '#contracts/rest';
import { Public } from '#service-kit';
import { Controller, Get, Header } from '@nestjs/common';
import { ALGORITHM } from './signing-key.js';
import { TokenIssuer } from './token-issuer.js';

const CACHE = 'public, max-age=60';

/** What everybody needs to verify this issuer's tokens. */
@Public()
@Controller('.well-known')
export class JwksController {
  constructor(private readonly tokens: TokenIssuer) {}

  /** RFC 7517. */
  @Get('jwks.json')
  @Header('cache-control', CACHE)
  keys(): Promise<JwksResponse> {
    return this.tokens.keySet();
  }

  @Get('openid-configuration')
  @Header('cache-control', CACHE)
  configuration(): DiscoveryResponse {
    const { issuer } = this.tokens;
    return {
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      token_endpoint: `${issuer}/auth/token`,
      id_token_signing_alg_values_supported: [ALGORITHM],
    };
  }
}
