import { GatewayClient } from '#gateway-client';
import { CheckedClient } from './checked-client.js';

/** All that this suite knows of the system. */
export const gatewayUrl = process.env.GATEWAY_URL ?? missing();

export const anonymous = new CheckedClient(gatewayUrl);

/** The demo identity of that name. */
export const logIn = async (username: string): Promise<GatewayClient> =>
  holderOf((await GatewayClient.logIn(gatewayUrl, username)).token ?? '');

/** Who holds this token, genuine or not. */
export const holderOf = (token: string): GatewayClient => new CheckedClient(gatewayUrl, token);

function missing(): never {
  throw new Error('GATEWAY_URL is not set: run end-to-end tests by "npm run test:e2e"');
}
