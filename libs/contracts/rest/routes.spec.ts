import { z } from 'zod';
import { problemKinds } from './problems.js';
import { parameterNamesOf, pathParameters, problemsOf, routeOf, routes } from './index.js';

const withBody = routes.flatMap(({ id, request }) => (request ? [[id, request] as const] : []));

describe('the table of routes', () => {
  it.each(withBody)('has an example of what is sent to %s', (_, request) => {
    const examples = (z.globalRegistry.get(request)?.examples ?? []) as readonly unknown[];
    expect(examples).not.toEqual([]);
    for (const example of examples) expect(request.safeParse(example)).toMatchObject({ success: true });
  });

  it.each(routes)('knows what stands in the path of $id, and how it fails', (route) => {
    for (const name of parameterNamesOf(route)) expect(pathParameters).toHaveProperty(name);
    const problems = problemsOf(route);
    expect(problems).toEqual([...new Set(problems)]);
    for (const name of problems) expect(problemKinds).toHaveProperty([name]);
  });

  it.each([
    ['GET', '/orders?limit=2', 'listOrders'],
    ['GET', '/orders/x', 'getOrder'],
    ['GET', '/docs/openapi.json', 'getOpenApi'],
    ['POST', '/orders/x/cancellation', 'cancelOrder'],
    ['GET', '/orders/x/cancellation', undefined],
    ['GET', '/orders/', 'getOrder'],
    ['GET', '/docs/openapi-json', undefined],
  ])('finds for %s %s the route %s', (method, target, id) => {
    expect(routeOf(method, target)?.id).toBe(id);
  });
});
