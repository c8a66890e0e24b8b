import { GatewayClient, type Answer, type Sending } from '#gateway-client';
import { deviationsOf } from '../testing/deviations.js';

/** A caller who does not take an answer that the contract does not promise. */
export class CheckedClient extends GatewayClient {
  override async send<Body = unknown>(
    method: string,
    path: string,
    sending: Sending = {},
  ): Promise<Answer<Body>> {
    const answer = await super.send<Body>(method, path, sending);
    const deviations = deviationsOf(method, path, answer);
    if (deviations.length > 0) throw new Error([`${method} ${path}:`, ...deviations].join('\n'));
    return answer;
  }
}
