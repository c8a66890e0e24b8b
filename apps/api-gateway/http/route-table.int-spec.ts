import { roles, routes, type Route } from '#contracts/rest';
import { createHttpApp } from '#service-kit';
import { trustOf } from '../auth/trust.js';
import { GatewayConfig } from '../gateway.config.js';
import { GatewayModule } from '../gateway.module.js';
import { startGateway, type Gateway } from '../testing/start-gateway.js';

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

/** What the HTTP server really answers, in the table's words. */
async function servedRoutes(): Promise<string[]> {
  const config = GatewayConfig.parse({ DEMO_IDENTITIES: 'on' });
  const app = await createHttpApp(GatewayModule.forRoot(config, await trustOf(config)), {
    logger: false,
  });
  const served: string[] = [];
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', ({ method, url }) => {
      for (const verb of [method].flat()) served.push(`${verb} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
    });
  await app.init();
  await app.close();
  return served;
}

describe('the table of routes', () => {
  it('has every route that the gateway serves, and no other', async () => {
    const served = (await servedRoutes()).filter((route) => !/^(HEAD|OPTIONS) /.test(route));
    expect(served.toSorted()).toEqual(routes.map(nameOf).toSorted());
  });

  it('names each route once', () => {
    const ids = routes.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });
});

describe('the gateway', () => {
  const usernames = { consumer: 'martha', restaurant: 'ajanta', operator: 'operator' } as const;
  const paths: Readonly<Record<string, string>> = {
    orderId: '0199d7a4-5f31-7c6e-9d2b-1f0a7c3e8b54',
    consumerId: 'c0000000-0000-4000-8000-000000000001',
    restaurantId: 'a0000000-0000-4000-8000-000000000001',
    channel: 'consumer.commands',
  };
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  const targetOf = (path: string): string =>
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => paths[name] ?? name);
  const statusFor = async ({ method, path }: Route, authorization?: string): Promise<number> => {
    const headers = authorization === undefined ? {} : { authorization };
    const { statusCode } = await gateway.app.inject({ method, url: targetOf(path), headers });
    return statusCode;
  };

  it.each([...Map.groupBy(routes, ({ path }) => path)])(
    'has at %s the methods of the table, and names them to who comes with another',
    async (path, routesThere) => {
      const url = targetOf(path);
      const methods = new Set(routesThere.map(({ method }) => method));
      const allow = [...methods, ...(methods.has('GET') ? ['HEAD'] : []), 'OPTIONS'].toSorted().join(', ');
      const foreign = (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).filter(
        (method) => !methods.has(method as Route['method']),
      );
      for (const method of foreign) {
        const { statusCode, headers } = await gateway.app.inject({ method, url });
        expect([method, statusCode, headers.allow]).toEqual([method, 405, allow]);
      }
    },
  );

  it.each(routes.map((route) => [nameOf(route), route] as const))(
    'lets those use %s whom the table names',
    async (_, route) => {
      const isPublic = route.access === 'public';
      expect((await statusFor(route)) === 401).toBe(!isPublic);
      for (const role of roles) {
        const status = await statusFor(route, await gateway.bearer(usernames[role]));
        expect([role, status === 403]).toEqual([role, !isPublic && !route.access.includes(role)]);
      }
    },
  );
});
