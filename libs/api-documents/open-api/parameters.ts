import { headersOf, parameterNamesOf, pathParameters, type Route } from '#contracts/rest';
import { z } from 'zod';
import type { JsonSchemas } from '../json-schemas.js';

/** A parameter object of OpenAPI. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly description?: unknown;
  readonly required: boolean;
  readonly schema: unknown;
}

/** What a route takes besides its body. */
export function parametersOf(route: Route, schemas: JsonSchemas): readonly Parameter[] {
  const inPath = Object.fromEntries(parameterNamesOf(route).map((name) => [name, schemaOf(name)]));
  return [
    ...listed('path', inPath, schemas),
    ...listed('query', route.query?.shape ?? {}, schemas),
    ...listed('header', headersOf(route), schemas),
  ];
}

function schemaOf(name: string): z.ZodType {
  const schema = pathParameters[name];
  if (!schema) throw new Error(`No schema is known for {${name}} in paths`);
  return schema;
}

const listed = (
  place: Parameter['in'],
  shape: Readonly<Record<string, z.core.$ZodType>>,
  schemas: JsonSchemas,
): readonly Parameter[] =>
  Object.entries(shape).map(([name, zodSchema]) => {
    const { description, ...schema } = schemas.of(zodSchema as z.ZodType);
    const required = !z.safeParse(zodSchema, undefined).success;
    return { name, in: place, ...(description !== undefined && { description }), required, schema };
  });
