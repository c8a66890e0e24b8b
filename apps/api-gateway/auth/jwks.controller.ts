import type { JwksResponse } from '#contracts/rest';
import { Public } from '#service-kit';
import { Controller, Get, Header } from '@nestjs/common';
import { TokenIssuer } from './token-issuer.js';

/** The public keys by which everybody can verify this gateway's tokens (RFC 7517). */
@Public()
@Controller('.well-known/jwks.json')
export class JwksController {
  constructor(private readonly issuer: TokenIssuer) {}

  @Get()
  @Header('cache-control', 'public, max-age=60')
  keys(): JwksResponse {
    return this.issuer.key.jwks;
  }
}
