import { additive, breaking, compareEntries, type Change } from './change.js';
import { compareSchemas, type Schema } from './compare-schemas.js';
import { resolved } from './resolve.js';

type Named<Value> = Readonly<Record<string, Value>>;

interface Content {
  readonly content?: Named<{ readonly schema: Schema }>;
  readonly headers?: Named<{ readonly schema: Schema }>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Named<Content>;
  readonly 'x-access': 'public' | readonly string[];
}

export interface OpenApi {
  readonly info: { readonly version: string };
  readonly paths: Named<Named<Operation>>;
}

/** What changed for those who call the gateway. */
export const compareOpenApi = (before: OpenApi, after: OpenApi): readonly Change[] =>
  compareEntries(operationsOf(before), operationsOf(after), {
    gone: (route) => [breaking(route, 'is gone')],
    added: (route) => [additive(route, 'is new')],
    kept: compareOperations,
  });

const operationsOf = (document: OpenApi): Named<Operation> =>
  Object.fromEntries(
    Object.entries(resolved(document).paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation]),
    ),
  );

const compareOperations = (route: string, before: Operation, after: Operation): readonly Change[] => [
  ...(before.operationId === after.operationId
    ? []
    : [breaking(route, `its name was ${before.operationId} and is ${after.operationId}`)]),
  ...compareAccess(route, before['x-access'], after['x-access']),
  ...compareParameters(route, before.parameters ?? [], after.parameters ?? []),
  ...compareRequests(route, before, after),
  ...compareResponses(route, before.responses, after.responses),
];

function compareAccess(
  route: string,
  before: Operation['x-access'],
  after: Operation['x-access'],
): readonly Change[] {
  const lets = (access: Operation['x-access'], role: string) => access === 'public' || access.includes(role);
  const roles = new Set(['nobody', ...[before, after].flat()]);
  return [...roles].flatMap((role) => {
    if (lets(before, role) === lets(after, role)) return [];
    return lets(after, role)
      ? [additive(route, `is open to ${role} now`)]
      : [breaking(route, `is closed to ${role} now`)];
  });
}

const compareParameters = (
  route: string,
  before: readonly Parameter[],
  after: readonly Parameter[],
): readonly Change[] => compareSchemas(route, asObject(before), asObject(after), 'request');

const asObject = (parameters: readonly Parameter[]): Schema => ({
  properties: Object.fromEntries(parameters.map((each) => [`${each.in}:${each.name}`, each.schema])),
  required: parameters.filter(({ required }) => required).map((each) => `${each.in}:${each.name}`),
});

function compareRequests(route: string, before: Operation, after: Operation): readonly Change[] {
  const body = ({ requestBody }: Operation): Schema => ({
    properties: mapValues(requestBody?.content ?? {}, ({ schema }) => schema),
    required: requestBody?.required ? Object.keys(requestBody.content ?? {}) : [],
  });
  return compareSchemas(route, body(before), body(after), 'request');
}

const compareResponses = (route: string, before: Named<Content>, after: Named<Content>): readonly Change[] =>
  compareEntries(before, after, {
    gone: (status) => [
      isSuccess(status)
        ? breaking(`${route} ${status}`, 'is gone')
        : additive(`${route} ${status}`, 'is gone'),
    ],
    added: (status) => [additive(`${route} ${status}`, 'is new')],
    kept: (status, was, is) =>
      compareSchemas(`${route} ${status}`, answerOf(was), answerOf(is), 'answer').map(withoutNewProblems),
  });

/** Who does not know the kind of a problem goes by its status (RFC 9457, section 3). */
const withoutNewProblems = (change: Change): Change =>
  change.where.endsWith(' application/problem+json type') && change.what.endsWith('is new')
    ? additive(change.where, change.what)
    : change;

const isSuccess = (status: string): boolean => status.startsWith('2');

const answerOf = ({ content = {}, headers = {} }: Content): Schema => {
  const fields = { ...content, ...headers };
  return { properties: mapValues(fields, ({ schema }) => schema), required: Object.keys(fields) };
};

const mapValues = <From, To>(from: Named<From>, map: (value: From) => To): Named<To> =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, map(value)]));
