import { GatewayClient, type Answer } from '#gateway-client';
import { ajanta, fiveVindaloos, martha, nobody } from '#testing';
import { logIn } from './callers.js';
import { forgeries } from './forged-tokens.js';
import { expectInvalid, expectProblem } from './problems.js';
import { quiet } from './quiet.js';

const promise = { row: 24, says: 'no one gets in' };

type Service = 'order' | 'consumer' | 'restaurant';

/** Somebody who has found a way past the gateway, straight to a service. */
function intruder(service: Service, token?: string): GatewayClient {
  const addresses = JSON.parse(process.env.SYSTEM_ADDRESSES ?? '{}') as Record<
    Service,
    { readonly url: string }
  >;
  return new GatewayClient(addresses[service].url, token);
}

const ofEveryService = [
  ['GET', `/orders/${nobody}/messages`],
  ['GET', '/dead-letters'],
  ['POST', '/dead-letters/nonsense/redrive'],
] as const;
const routesOf: Readonly<Record<Service, readonly (readonly [method: string, path: string])[]>> = {
  order: [
    ['POST', '/orders'],
    ['GET', '/orders'],
    ['GET', `/orders/${nobody}`],
    ['GET', `/orders/${nobody}/saga`],
    ['POST', `/orders/${nobody}/cancellation`],
    ...ofEveryService,
  ],
  consumer: [
    ['POST', '/consumers'],
    ['GET', `/consumers/${martha}`],
    ['POST', `/consumers/${nobody}/suspension`],
    ...ofEveryService,
  ],
  restaurant: [
    ['POST', '/restaurants'],
    ['GET', '/restaurants'],
    ['GET', `/restaurants/${ajanta}`],
    ['PUT', `/restaurants/${ajanta}/menu`],
    ['GET', `/restaurants/${ajanta}/tickets`],
    ['POST', `/tickets/${nobody}/acceptance`],
    ...ofEveryService,
  ],
};
const services = Object.keys(routesOf) as Service[];
const everyRoute = services.flatMap((service) =>
  routesOf[service].map(([method, path]) => ({ service, method, path })),
);

describe(`promise ${promise.row}, ${promise.says}: past the gateway`, () => {
  let genuine: string;
  beforeAll(async () => {
    genuine = (await logIn('martha')).token ?? '';
  });

  it.each(everyRoute)(
    '$method $path of $service is closed without a token',
    async ({ service, method, path }) => {
      expectProblem(await intruder(service).send(method, path), 401, 'unauthenticated');
    },
  );

  describe.each(Object.keys(forgeries))('a token that %s', (name) => {
    it.each(services)('is refused by %s', async (service) => {
      const [method, path] = routesOf[service][2] ?? ['GET', '/dead-letters'];
      const forged = await forgeries[name]!(genuine);
      expectProblem(await intruder(service, forged).send(method, path), 401, 'unauthenticated');
    });
  });
});

describe("Martha's order, past the gateway", () => {
  let orderId: string;
  beforeAll(async () => {
    const customer = await logIn('martha');
    orderId = (await customer.placeOrder(fiveVindaloos(martha))).orderId;
    // By then the kitchen has its ticket.
    await quiet(customer, orderId);
  });
  const as = async (username: string, service: Service): Promise<GatewayClient> =>
    intruder(service, (await logIn(username)).token);
  const forbidden = (answer: Answer): void => expectProblem(answer, 403, 'forbidden');

  it.each(['percy', 'zelo'])('is no business of %s', async (username) => {
    const caller = await as(username, 'order');
    forbidden(await caller.send('GET', `/orders/${orderId}`));
    forbidden(await caller.send('GET', `/orders/${orderId}/saga`));
    forbidden(await caller.send('POST', `/orders/${orderId}/cancellation`));
    forbidden(await (await as(username, 'restaurant')).send('POST', `/tickets/${orderId}/acceptance`));
  });

  it.each(['martha', 'percy', 'ajanta'])(
    'has messages that %s sees by its timeline alone',
    async (username) => {
      for (const service of services)
        forbidden(await (await as(username, service)).send('GET', `/orders/${orderId}/messages`));
    },
  );

  it.each(['martha', 'ajanta'])('has dead letters, if any, that %s does not see', async (username) => {
    for (const service of services)
      forbidden(await (await as(username, service)).send('GET', '/dead-letters'));
  });

  it('is not to be placed in her name, nor VALIDATED from the start', async () => {
    const percy = await as('percy', 'order');
    forbidden(await percy.send('POST', '/orders', { body: fiveVindaloos(martha) }));
    const customer = await as('martha', 'order');
    const assigned = { state: 'VALIDATED', version: 7, orderId: nobody, createdAt: '2020-01-01T00:00:00Z' };
    const body = { ...fiveVindaloos(martha), ...assigned };
    expectInvalid(
      await customer.send('POST', '/orders', { body }),
      ...Object.keys(assigned).map((name) => `/${name}`),
    );
  });

  it('is nobody’s to raise a credit limit for', async () => {
    const body = { name: { firstName: 'Mallory', lastName: 'M' }, creditLimit: '99999.00' };
    forbidden(await (await as('martha', 'consumer')).send('POST', '/consumers', { body }));
    forbidden(await (await as('percy', 'consumer')).send('GET', `/consumers/${martha}`));
  });
});
