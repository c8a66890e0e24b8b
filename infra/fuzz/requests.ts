import { openApiDocument } from '#api-documents';
import fc from 'fast-check';
import { resolved } from '../docs/compatibility/resolve.js';
import { oddText } from './odd-values.js';
import { valuesOf, type KnownIds, type ValueSchema } from './schema-values.js';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: ValueSchema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: ValueSchema }>> };
}

/** A request as it is sent; `as` chooses among the callers. */
export interface FuzzRequest {
  readonly as: number;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Its answer does not end. */
const isStream = ({ responses }: Operation): boolean =>
  Object.values(responses).some(({ content }) => content && 'text/event-stream' in content);

type Texts = Readonly<Record<string, string | undefined>>;

/** There is more to get wrong with a body. */
const BODIES_WEIGHT = 5;

/** Requests to every operation of the document; most are nearly right. */
export function requests(ids: KnownIds): fc.Arbitrary<FuzzRequest> {
  const { paths } = resolved(openApiDocument()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => !isStream(operation))
      .map(([method, operation]) => ({
        weight: operation.requestBody ? BODIES_WEIGHT : 1,
        arbitrary: requestsTo(method.toUpperCase(), path, operation, ids),
      })),
  );
  return fc.oneof(...operations);
}

const requestsTo = (
  method: string,
  path: string,
  operation: Operation,
  ids: KnownIds,
): fc.Arbitrary<FuzzRequest> =>
  fc
    .record({
      as: fc.nat(),
      method: fc.oneof(
        { weight: 60, arbitrary: fc.constant(method) },
        fc.constantFrom('PATCH', 'DELETE', 'OPTIONS'),
      ),
      inPath: texts(operation, 'path', ids),
      query: fc.tuple(texts(operation, 'query', ids), strangeQuery),
      headers: fc.tuple(texts(operation, 'header', ids), strangeHeaders),
      body: bodyOf(operation, ids),
    })
    .map(({ inPath, query, headers, body, ...request }) => ({
      ...request,
      target: `${pathWith(path, inPath)}${queryOf({ ...query[0], ...query[1] })}`,
      headers: legal({
        'content-type': body === undefined ? undefined : 'application/json',
        ...headers[0],
        ...headers[1],
      }),
      ...(request.method !== 'GET' && body !== undefined && { body }),
    }));

/** The parameters of one place, as text. */
function texts({ parameters = [] }: Operation, place: Parameter['in'], ids: KnownIds): fc.Arbitrary<Texts> {
  const own = parameters.filter((parameter) => parameter.in === place);
  const values = own.map(({ name, schema, required }) => {
    const text = valuesOf(schema, ids).map((value) =>
      typeof value === 'string' ? value : JSON.stringify(value),
    );
    return [name, required ? text : fc.option(text, { nil: undefined })] as const;
  });
  return fc.record(Object.fromEntries(values));
}

const rarely = <Value>(arbitrary: fc.Arbitrary<Value>, usual: Value): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 20, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary });

const strangeQuery = rarely<Texts>(fc.dictionary(oddText, oddText, { maxKeys: 3 }), {});

const STRANGE_HEADERS = [
  'content-type',
  'accept',
  'authorization',
  'if-match',
  'if-none-match',
  'prefer',
  'cookie',
  'range',
];
const strangeHeaders = rarely<Texts>(
  fc.dictionary(fc.constantFrom(...STRANGE_HEADERS), oddText, { minKeys: 1, maxKeys: 3 }),
  {},
);

/** As a client can send them: visible characters of Latin-1, on one line. */
const legal = (headers: Texts): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, '').slice(0, 4_000)]],
    ),
  );

function bodyOf({ requestBody }: Operation, ids: KnownIds): fc.Arbitrary<string | undefined> {
  const schema = requestBody?.content['application/json']?.schema;
  const good = schema ? valuesOf(schema, ids).map((value) => JSON.stringify(value)) : fc.constant(undefined);
  const cut = good.map((text) => text?.slice(0, -1));
  return fc.oneof({ weight: 20, arbitrary: good }, cut, fc.json(), fc.constant('x'.repeat(200_000)));
}

const pathWith = (path: string, values: Texts): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(values[name] ?? ''));

const queryOf = (values: Texts): string => {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encoded(name)}=${encoded(value)}`],
  );
  return pairs.length > 0 ? `?${pairs.join('&').slice(0, 8_000)}` : '';
};

/** Dots alone would lead a client elsewhere before it asks. */
const encoded = (text: string): string =>
  encodeURIComponent(text.toWellFormed())
    .replaceAll('.', '%2E')
    .replace(/^(%2E)+$/, 'dots');
