import type { Route } from '#contracts/rest';
import { z } from 'zod';
import type { JsonSchemas } from '../json-schemas.js';
import { parametersOf } from './parameters.js';
import { responsesOf } from './responses.js';

/** An operation object: one route. */
export function operationOf(route: Route, schemas: JsonSchemas): object {
  const parameters = parametersOf(route, schemas);
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    description: descriptionOf(route),
    ...(route.access === 'public' && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.request && { requestBody: requestBodyOf(route.request, schemas) }),
    responses: responsesOf(route, schemas),
    'x-access': route.access,
    ...(route.owner && { 'x-owner': route.owner }),
    'x-repetition': route.repetition,
  };
}

const requestBodyOf = (schema: z.ZodType, schemas: JsonSchemas): object => ({
  required: !schema.safeParse(undefined).success,
  content: { 'application/json': { schema: schemas.of(schema) } },
});

const descriptionOf = (route: Route): string =>
  [route.description, accessOf(route), repetitions[route.repetition]].filter(Boolean).join('\n\n');

function accessOf({ access, owner }: Route): string {
  if (access === 'public') return 'For everybody, without a token.';
  const others = owner ? `, and for nobody but ${owner}; the operator may act for everybody` : '';
  return `For the role ${access.join(' or ')}${others}.`;
}

const repetitions: Readonly<Record<Route['repetition'], string | undefined>> = {
  safe: undefined,
  idempotent: 'It can be repeated: twice leads where once does.',
  'each-counts': 'Each repetition counts.',
  'once-per-key': 'Each repetition counts, unless it carries the `Idempotency-Key` of the one before.',
};
