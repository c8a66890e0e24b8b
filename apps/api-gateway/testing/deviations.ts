import {
  answersOf,
  Problem,
  problemHeaders,
  problemKinds,
  problemsNowhere,
  problemsOf,
  problemTypeOf,
  routeOf,
  type Answer as Promised,
  type ProblemName,
} from '#contracts/rest';
import type { Answer } from '#gateway-client';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

/** Where an answer of the gateway is not what the contract promises; empty when it is all of it. */
export function deviationsOf(method: string, target: string, answer: Answer): readonly string[] {
  const route = routeOf(method, target);
  const promised = route ? answersOf(route)[answer.status] : anywhere[method]?.[answer.status];
  if (promised && !isProblem(answer)) return deviationsFrom(promised, answer);
  return problemDeviations(answer, route ? problemsOf(route) : problemsNowhere);
}

/** What is answered by more than the routes. */
const anywhere: Readonly<Record<string, Readonly<Record<number, Promised>>>> = {
  OPTIONS: { 204: { description: 'The methods of the path', headers: problemHeaders[405] } },
};

const isProblem = ({ headers }: Answer): boolean =>
  headers.get('content-type') === 'application/problem+json';

function deviationsFrom(promised: Promised, answer: Answer): readonly string[] {
  return [...headerDeviations(promised.headers, answer), ...bodyDeviations(promised, answer)];
}

const headerDeviations = (headers: Promised['headers'] = {}, answer: Answer): readonly string[] =>
  Object.entries(headers).flatMap(([name, schema]) =>
    schemaDeviations(`The header ${name}`, schema, answer.headers.get(name) ?? undefined),
  );

/** A body comes in one of several media types, each with a schema, unless it is no JSON. */
function bodyDeviations({ body, mediaType, versions }: Promised, answer: Answer): readonly string[] {
  const promised: Readonly<Record<string, z.ZodType>> = {
    ...(body && { 'application/json': body }),
    ...versions,
  };
  const known = mediaType ? [mediaType] : Object.keys(promised);
  const actual = answer.headers.get('content-type')?.split(';')[0] ?? '';
  if (known.length === 0) return [];
  if (!known.includes(actual)) return [`The media type is ${actual}, not ${known.join(' or ')}`];
  const schema = promised[actual];
  return schema ? schemaDeviations('The body', schema, answer.body) : [];
}

/** What is read and written again is the same, unless it has fields that nobody promised. */
function schemaDeviations(what: string, schema: z.ZodType, value: unknown): readonly string[] {
  const read = z.safeDecode(schema, value as never);
  if (!read.success) return [`${what} breaks its schema: ${z.prettifyError(read.error)}`];
  const written = plain(z.encode(schema, read.data));
  return isDeepStrictEqual(written, plain(value))
    ? []
    : [`${what} says more than its schema: ${JSON.stringify(value)}`];
}

const plain = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);

function problemDeviations(answer: Answer, promised: readonly ProblemName[]): readonly string[] {
  if (!isProblem(answer)) return [`Neither ${answer.status} nor such a problem is promised`];
  const deviations = schemaDeviations('The problem', Problem, answer.body);
  if (deviations.length > 0) return deviations;
  const { type, status } = answer.body as z.output<typeof Problem>;
  const name = promised.find((each) => problemTypeOf(each) === type);
  if (!name) return [`The problem ${type} is not promised`];
  if (status !== answer.status || status !== problemKinds[name].status)
    return [`The problem ${type} came as ${answer.status}, and says ${status}`];
  return headerDeviations(problemHeaders[status], answer);
}
