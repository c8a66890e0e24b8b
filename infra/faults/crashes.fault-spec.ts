import type { App } from '../local/index.js';
import { FaultBed } from './harness/fault-bed.js';
import { survive } from './harness/scenario.js';

describe('in the middle of orders', () => {
  let bed: FaultBed;

  beforeAll(async () => {
    bed = await FaultBed.start();
  }, 180_000);

  afterAll(() => bed.stop(), 120_000);

  it.each<App>(['order', 'consumer', 'restaurant', 'api-gateway'])(
    'survives kill -9 of %s',
    async (app) => {
      const service = bed.system.services[app];
      await survive(
        bed,
        { row: 2, fault: `kill -9 of ${app}`, orders: 100, perSecond: 20 },
        { strike: () => service.kill('SIGKILL'), lift: () => service.start() },
      );
    },
    240_000,
  );
});
