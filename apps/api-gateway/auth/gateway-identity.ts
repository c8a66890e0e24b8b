import type { CallerHeaders } from '../clients/downstream-service.js';
import type { TokenIssuer } from './token-issuer.js';

const SELF = { username: 'api-gateway', role: 'gateway' } as const;

/**
 * Who the gateway is where it asks for itself, after it was found that its caller may see the answer. An issuer
 * elsewhere knows no gateway: then it asks as its caller, and services show operators alone what only it may see.
 */
export class GatewayIdentity {
  constructor(private readonly demoIssuer: TokenIssuer | undefined) {}

  async headersFor(caller: CallerHeaders): Promise<CallerHeaders> {
    if (!this.demoIssuer) return caller;
    const { access_token } = await this.demoIssuer.issue(SELF);
    return { ...caller, authorization: `Bearer ${access_token}` };
  }
}
