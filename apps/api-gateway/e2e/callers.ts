import { GatewayClient } from '#gateway-client';

/** All that this suite knows of the system. */
export const gatewayUrl = process.env.GATEWAY_URL ?? missing();

export const anonymous = new GatewayClient(gatewayUrl);

/** The demo identity of that name. */
export const logIn = (username: string): Promise<GatewayClient> => GatewayClient.logIn(gatewayUrl, username);

/** Who holds this token, genuine or not. */
export const holderOf = (token: string): GatewayClient => new GatewayClient(gatewayUrl, token);

function missing(): never {
  throw new Error('GATEWAY_URL is not set: run end-to-end tests by "npm run test:e2e"');
}
