import type { App, ServiceProcess } from '../local/index.js';
import { FaultBed } from './harness/fault-bed.js';
import { scaled } from './harness/scale.js';
import { survive } from './harness/scenario.js';
import { LoadBalancer } from './network/load-balancer.js';

const STEP_MS = 400_000;
const APPS = ['order', 'consumer', 'restaurant', 'api-gateway'] as const satisfies readonly App[];
const MOST_FAILED = 0.001;

/** Two instances of each service, behind a load balancer each. */
describe('a rolling deploy', () => {
  let bed: FaultBed;
  let balancers: Readonly<Record<App, LoadBalancer>>;
  const instances: ServiceProcess[] = [];

  beforeAll(async () => {
    const started = APPS.map(async (app) => [app, await LoadBalancer.start()] as const);
    balancers = Object.fromEntries(await Promise.all(started)) as Record<App, LoadBalancer>;
    bed = await FaultBed.start({
      gatewayUrl: balancers['api-gateway'].url,
      env: {
        // Longer than the balancers take to notice, and than undici keeps a connection that is not used (4 s).
        DRAIN_MS: '5000',
        // A machine that is slow for other reasons is not to blame on the deploy.
        DOWNSTREAM_TIMEOUT_MS: '8000',
        ORDER_SERVICE_URL: balancers.order.url,
        CONSUMER_SERVICE_URL: balancers.consumer.url,
        RESTAURANT_SERVICE_URL: balancers.restaurant.url,
        AUTH_JWKS_URL: `${balancers['api-gateway'].url}/.well-known/jwks.json`,
      },
    });
    for (const app of APPS) {
      const both = [bed.system.services[app], await bed.system.startInstance(app)];
      await balancers[app].balance(both);
      instances.push(...both);
    }
  }, STEP_MS);

  afterAll(async () => {
    await bed.stop();
    await Promise.all(APPS.map((app) => balancers[app].close()));
  }, STEP_MS);

  it(
    'of all services, one instance after the other, is noticed by nobody',
    async () => {
      const rolled = scaled([0, 7], [...instances.keys()]).map((index) => instances[index]!);
      const { verdict, unaccepted } = await survive(
        bed,
        {
          row: 20,
          fault: `${rolled.length} instances are replaced`,
          orders: scaled(100, 400),
          perSecond: 20,
        },
        {
          strike: async () => {
            for (const instance of rolled) await instance.restart();
          },
        },
      );
      expect(unaccepted / verdict.accepted).toBeLessThanOrEqual(MOST_FAILED);
    },
    STEP_MS,
  );
});
