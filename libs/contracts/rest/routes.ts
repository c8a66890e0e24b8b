import { z } from 'zod';
import { ConsumerId, OrderId, RestaurantId } from '../values.js';
import { breakerRoutes } from './breakers.js';
import { consumerRoutes } from './consumers.js';
import { deadLetterRoutes } from './dead-letters.js';
import { documentRoutes } from './document-routes.js';
import { indexRoutes } from './index-routes.js';
import { operationRoutes } from './operation.js';
import { orderRoutes } from './order-routes.js';
import { problemRoutes } from './problem-routes.js';
import { restaurantRoutes } from './restaurant-routes.js';
import type { Route } from './route.js';
import { ticketRoutes } from './tickets.js';
import { tokenRoutes } from './tokens.js';

/** What stands in paths, by its name. */
export const pathParameters: Readonly<Record<string, z.ZodType>> = {
  orderId: OrderId,
  consumerId: ConsumerId,
  restaurantId: RestaurantId,
  file: z.string(),
  problem: z.string().meta({ description: 'Such as `order-not-found`' }),
  channel: z.string().meta({ description: 'Such as `consumer.commands`' }),
};

/** All that the gateway serves; a test compares it with what it really does. */
export const routes: readonly Route[] = [
  ...indexRoutes,
  ...orderRoutes,
  ...consumerRoutes,
  ...restaurantRoutes,
  ...ticketRoutes,
  ...deadLetterRoutes,
  ...tokenRoutes,
  ...operationRoutes,
  ...breakerRoutes,
  ...documentRoutes,
  ...problemRoutes,
];

/** The names in a path's braces, in their order. */
export const parameterNamesOf = ({ path }: Pick<Route, 'path'>): readonly string[] =>
  Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);

/** The router takes an empty segment for a parameter, too; the schema of the parameter does not. */
const patternOf = ({ path }: Route): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]*')}$`);

/** A path without parameters is more of a match than one with. */
const byFit = routes
  .map((route) => ({ route, pattern: patternOf(route), parameters: parameterNamesOf(route).length }))
  .toSorted((a, b) => a.parameters - b.parameters);

/** The route that a request is for, by its method and its target; undefined when there is none. */
export function routeOf(method: string, target: string): Route | undefined {
  const [path = ''] = target.split('?');
  return byFit.find(({ route, pattern }) => route.method === method && pattern.test(path))?.route;
}
