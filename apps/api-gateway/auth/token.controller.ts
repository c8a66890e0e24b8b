import { TokenRequest, type TokenResponse } from '#contracts/rest';
import { HttpProblem, Public } from '#service-kit';
import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { LoginLimit } from '../limits/login-limit.js';
import { identify } from './demo-identities.js';
import { TokenIssuer } from './token-issuer.js';

/** Logs the demo identities in; it exists only where they are switched on. */
@Public()
@Controller('auth/token')
export class TokenController {
  constructor(
    private readonly issuer: TokenIssuer,
    private readonly limit: LoginLimit,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async issue(@Body({ schema: TokenRequest }) { username, password }: TokenRequest): Promise<TokenResponse> {
    await this.limit.admit(username);
    const identity = identify(username, password);
    if (!identity) throw wrongCredentials();
    return this.issuer.issue(identity);
  }
}

const wrongCredentials = (): HttpProblem =>
  new HttpProblem({
    status: 401,
    slug: 'wrong-credentials',
    detail: 'There is no identity with this username and password.',
    headers: { 'www-authenticate': 'Bearer' },
  });
