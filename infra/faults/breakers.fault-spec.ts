import type { BreakerResponse, BreakersResponse } from '#contracts/rest';
import { GatewayClient, type Answer } from '#gateway-client';
import { ajanta, eventually } from '#testing';
import { FaultBed } from './harness/fault-bed.js';
import { usualLoad } from './harness/scale.js';
import { STEP_MS, survive } from './harness/scenario.js';

const MENU = `/restaurants/${ajanta}`;

/** What a caller of the gateway sees of its breakers. */
describe('a service that the gateway gets no answer from', () => {
  let bed: FaultBed;
  let operator: GatewayClient;

  beforeAll(async () => {
    bed = await FaultBed.start();
    operator = await GatewayClient.logIn(bed.system.gatewayUrl, 'operator');
  }, STEP_MS);

  afterAll(() => bed.stop(), STEP_MS);

  const breakerOf = async (service: string): Promise<BreakerResponse | undefined> => {
    const { breakers } = await operator.get<BreakersResponse>('/breakers');
    return breakers.find((breaker) => breaker.service === service);
  };
  const isIn = async (service: string, state: string): Promise<void> =>
    expect(await breakerOf(service)).toMatchObject({ state });
  const menu = (): Promise<Answer<{ readonly stale?: true }>> => operator.send('GET', MENU);
  const closes = (service: string, ask: () => Promise<Answer>): Promise<void> =>
    eventually(async () => {
      expect((await ask()).status).toBe(200);
      await isIn(service, 'closed');
    });

  it(
    'the restaurant service is stopped: menus are stale, orders accepted, writes refused at once',
    async () => {
      expect((await menu()).body).not.toHaveProperty('stale');
      const { unaccepted } = await survive(
        bed,
        { row: 22, fault: 'the restaurant service is stopped until its breaker is open', ...usualLoad },
        {
          strike: async () => {
            await bed.system.services.restaurant.stop();
            await eventually(async () => {
              const copy = await menu();
              expect([copy.status, copy.body.stale]).toEqual([200, true]);
              expect(copy.headers.get('age')).toMatch(/^\d+$/);
              await isIn('restaurant', 'open');
            });
            // Now and then a call is let through to see whether the service is back.
            await eventually(async () => {
              const write = await operator.send('PUT', `${MENU}/menu`, {
                headers: { 'if-match': '*' },
                body: {},
              });
              expect(write.body).toMatchObject({ type: '/problems/breaker-open', status: 503 });
              expect(Number(write.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
            });
          },
          lift: () => bed.system.services.restaurant.start(),
        },
      );
      expect(unaccepted).toEqual([]);
      await closes('restaurant', menu);
      expect((await menu()).body).not.toHaveProperty('stale');
    },
    STEP_MS,
  );

  it(
    'the order service is frozen: it is left alone until it can answer again, and menus are fresh',
    async () => {
      await survive(
        bed,
        { row: 22, fault: 'the order service is frozen until its breaker is open', ...usualLoad },
        {
          strike: async () => {
            bed.system.services.order.signal('SIGSTOP');
            await eventually(() => isIn('order', 'open'));
            expect((await menu()).body).not.toHaveProperty('stale');
          },
          lift: async () => bed.system.services.order.signal('SIGCONT'),
        },
      );
      await closes('order', () => operator.send('GET', '/orders?limit=1'));
    },
    STEP_MS,
  );
});
