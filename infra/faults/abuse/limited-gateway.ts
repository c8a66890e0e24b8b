import { ServiceProcess, freePort, temporaryDirectory, type SystemAddresses } from '../../local/index.js';

/** Small enough to be gone beyond in a moment. */
export const LIMITS = {
  RATE_LIMIT_CALLER: '50',
  RATE_LIMIT_ADDRESS: '200',
  MAX_CONNECTIONS_PER_ADDRESS: '40',
};

/** One more gateway before the services of the shared system, as strict as it is by default; that one is its issuer. */
export async function startLimitedGateway(): Promise<ServiceProcess> {
  const addresses = JSON.parse(process.env.SYSTEM_ADDRESSES ?? '{}') as SystemAddresses;
  const discovery = await fetch(`${process.env.GATEWAY_URL}/.well-known/openid-configuration`);
  const { issuer } = (await discovery.json()) as { readonly issuer: string };
  const gateway = new ServiceProcess({
    name: 'limited-gateway',
    app: 'api-gateway',
    port: await freePort(),
    directory: temporaryDirectory(),
    env: {
      ...LIMITS,
      DRAIN_MS: '0',
      ORDER_SERVICE_URL: addresses.order.url,
      CONSUMER_SERVICE_URL: addresses.consumer.url,
      RESTAURANT_SERVICE_URL: addresses.restaurant.url,
      AUTH_ISSUER: issuer,
      AUTH_JWKS_URL: `${process.env.GATEWAY_URL}/.well-known/jwks.json`,
    },
  });
  await gateway.start();
  return gateway;
}
