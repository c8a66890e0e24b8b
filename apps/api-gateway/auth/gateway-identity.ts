import { Logger } from '@nestjs/common';
import type { CallerHeaders } from '../clients/downstream-service.js';

/**
 * Who the gateway is where it asks for itself, after it was found that its caller may see the answer. Where no issuer
 * gives it a token it asks as its caller, and services show operators alone what only it may see.
 */
export class GatewayIdentity {
  private readonly logger = new Logger('GatewayIdentity');

  constructor(private readonly ownToken?: () => Promise<string>) {}

  async headersFor(caller: CallerHeaders): Promise<CallerHeaders> {
    if (!this.ownToken) return caller;
    try {
      return { ...caller, authorization: `Bearer ${await this.ownToken()}` };
    } catch (error) {
      this.logger.warn(`The gateway has no token of its own: ${(error as Error).message}`);
      return caller;
    }
  }
}
