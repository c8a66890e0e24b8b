import {
  answersOf,
  Problem,
  problemHeaders,
  problemKinds,
  problemsOf,
  problemTypeOf,
  type Answer,
  type Route,
} from '#contracts/rest';
import type { JsonSchemas } from '../json-schemas.js';

type Responses = Readonly<Record<string, object>>;

/** What a route answers, by status. */
export function responsesOf(route: Route, schemas: JsonSchemas): Responses {
  const answers = Object.entries(answersOf(route)).map(([status, answer]) => [
    status,
    responseOf(answer, schemas),
  ]);
  return { ...Object.fromEntries(answers), ...problemResponses(route, schemas) };
}

function responseOf({ description, headers = {}, ...answer }: Answer, schemas: JsonSchemas): object {
  const content = contentOf(answer, schemas);
  return {
    description,
    ...headersOf(headers, schemas),
    ...(Object.keys(content).length > 0 && { content }),
  };
}

function headersOf(headers: NonNullable<Answer['headers']>, schemas: JsonSchemas): object {
  const named = Object.entries(headers).map(([name, zodSchema]) => {
    const { description, ...schema } = schemas.of(zodSchema);
    return [name, { ...(description !== undefined && { description }), schema }];
  });
  return named.length > 0 ? { headers: Object.fromEntries(named) as object } : {};
}

/** By media type. */
function contentOf(
  { body, mediaType, versions = {} }: Omit<Answer, 'description'>,
  schemas: JsonSchemas,
): Responses {
  const type = mediaType ?? (body && 'application/json');
  const named = Object.entries(versions).map(([version, schema]) => [
    version,
    { schema: schemas.of(schema) },
  ]);
  return {
    ...(type && { [type]: { schema: body ? schemas.of(body) : { type: 'string' } } }),
    ...Object.fromEntries(named),
  };
}

/** One response for each status; its schema says which kinds of problems it can be. */
function problemResponses(route: Route, schemas: JsonSchemas): Responses {
  const problem = schemas.of(Problem);
  const byStatus = Map.groupBy(problemsOf(route), (name) => problemKinds[name].status);
  return Object.fromEntries(
    [...byStatus]
      .filter(([status]) => !(status in route.answers))
      .map(([status, names]) => [
        status,
        {
          description: names.map((name) => `\`${name}\`: ${problemKinds[name].when}`).join('\n\n'),
          ...headersOf(problemHeaders[status] ?? {}, schemas),
          content: {
            'application/problem+json': {
              schema: { ...problem, properties: { type: { enum: names.map(problemTypeOf) } } },
            },
          },
        },
      ]),
  );
}
