import { isOpenTo, linkTo, parameterNamesOf, routes, type Link, type Tag } from '#contracts/rest';
import type { Caller } from '#service-kit';

const elsewhere = routes.filter(({ id }) => id !== 'getIndex' && id !== 'getRoot');

/**
 * Where this caller, or one without a token, may go before it has seen anything: by the name of the route without
 * `get` or `list`, as in `orders` and `place-order`. What has the caller's own id in its path is among it; routes with
 * one of the `absent` tags are not.
 */
export function startingPoints(caller?: Caller, absent: readonly Tag[] = []): Readonly<Record<string, Link>> {
  const known = caller?.id === undefined ? {} : { [`${caller.role}Id`]: caller.id };
  const open = elsewhere.filter(
    (route) =>
      !absent.includes(route.tag) &&
      isOpenTo(route, caller?.role) &&
      parameterNamesOf(route).every((name) => Object.hasOwn(known, name)),
  );
  return Object.fromEntries(open.map(({ id }) => [relationOf(id), linkTo(id, known)]));
}

const relationOf = (id: string): string =>
  id
    .replace(/^(get|list)(?=[A-Z])/, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase();
