import type { Link, PageLinks } from './links.js';
import type { Route } from './route.js';
import { routes } from './routes.js';

type Values = Readonly<Record<string, string | number | undefined>>;

const routesById: ReadonlyMap<string, Route> = new Map(routes.map((route) => [route.id, route]));

/** True when callers in this role may use the route; callers without a token have none. */
export const isOpenTo = ({ access }: Route, role: string | undefined): boolean =>
  access === 'public' || access.some((open) => open === role);

/**
 * The link to the route with this id, with the values in the braces of its path and in its query; those that are
 * undefined are left out of a query. Throws for an unknown id and for a path that lacks a value.
 */
export function linkTo(id: string, inPath: Values = {}, inQuery: Values = {}): Link {
  const { method, path } = routeWith(id);
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encode(inPath[name], `${id}.${name}`));
  return { href: `${filled}${queryOf(inQuery)}`, ...(method !== 'GET' && { method }) };
}

/** As {@link linkTo}, for this role alone: undefined where the route is closed to it. */
export const linkFor = (role: string | undefined, id: string, inPath?: Values): Link | undefined =>
  isOpenTo(routeWith(id), role) ? linkTo(id, inPath) : undefined;

/** The links of a page of the list with this id, which the query has asked for. */
export function pageLinks(
  id: string,
  inPath: Values,
  { cursor, ...query }: Values,
  nextCursor: string | undefined,
): PageLinks {
  const page = (at?: string | number): Link => linkTo(id, inPath, { ...query, cursor: at });
  return { self: page(cursor), first: page(), ...(nextCursor !== undefined && { next: page(nextCursor) }) };
}

function routeWith(id: string): Route {
  const route = routesById.get(id);
  if (!route) throw new Error(`There is no route ${id}`);
  return route;
}

function encode(value: Values[string], name: string): string {
  if (value === undefined) throw new Error(`The path lacks ${name}`);
  return encodeURIComponent(value);
}

function queryOf(values: Values): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, String(value));
  return query.size === 0 ? '' : `?${query}`;
}
