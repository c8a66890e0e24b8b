import type { App } from '../../local/index.js';
import { LoadBalancer } from '../network/load-balancer.js';
import { FaultBed, type FaultBedOptions } from './fault-bed.js';

const APPS = ['order', 'consumer', 'restaurant', 'api-gateway'] as const satisfies readonly App[];

/** Two instances of each service, behind a load balancer each. */
export async function startBalanced(options: FaultBedOptions = {}): Promise<FaultBed> {
  const started = APPS.map(async (app) => [app, await LoadBalancer.start()] as const);
  const balancers = Object.fromEntries(await Promise.all(started)) as Record<App, LoadBalancer>;
  const bed = await FaultBed.start({
    ...options,
    gatewayUrl: balancers['api-gateway'].url,
    env: { ...behind(balancers), ...options.env },
    onStop: () => Promise.all(APPS.map((app) => balancers[app].close())),
  });
  for (const app of APPS)
    await balancers[app].balance([bed.system.services[app], await bed.system.startInstance(app)]);
  return bed;
}

const behind = (balancers: Readonly<Record<App, LoadBalancer>>): Readonly<Record<string, string>> => ({
  // Longer than the balancers take to notice, and than undici keeps a connection that is not used (4 s).
  DRAIN_MS: '5000',
  ORDER_SERVICE_URL: balancers.order.url,
  CONSUMER_SERVICE_URL: balancers.consumer.url,
  RESTAURANT_SERVICE_URL: balancers.restaurant.url,
  AUTH_JWKS_URL: `${balancers['api-gateway'].url}/.well-known/jwks.json`,
});
