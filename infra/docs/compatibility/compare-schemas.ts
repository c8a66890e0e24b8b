import { additive, breaking, compareEntries, type Change } from './change.js';

/** A JSON Schema, as far as it is compared. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly [bound: string]: unknown;
}

/** Who writes the values: whoever writes may say less than before, and whoever reads has to take more. */
export type Direction = 'request' | 'answer';

const LOWER_BOUNDS = ['minimum', 'minLength', 'minItems'];
const UPPER_BOUNDS = ['maximum', 'maxLength', 'maxItems'];

/** What changed between two schemas whose references are resolved. */
export function compareSchemas(
  where: string,
  before: Schema,
  after: Schema,
  direction: Direction,
): readonly Change[] {
  return [
    ...changedWords(where, before, after),
    ...changedChoices(where, before, after, direction),
    ...changedBounds(where, before, after, direction),
    ...changedFields(where, before, after, direction),
    ...changedParts(where, before, after, direction),
  ];
}

/** Nobody can tell which of two patterns allows more. */
const changedWords = (where: string, before: Schema, after: Schema): readonly Change[] =>
  ['type', 'format', 'pattern', 'const']
    .filter((word) => JSON.stringify(before[word]) !== JSON.stringify(after[word]))
    .map((word) => breaking(where, `${word} was ${written(before[word])} and is ${written(after[word])}`));

function changedChoices(
  where: string,
  before: Schema,
  after: Schema,
  direction: Direction,
): readonly Change[] {
  const [were, are] = [before.enum?.map(written), after.enum?.map(written)];
  if (!were || !are) return were === are ? [] : [breaking(where, 'is a choice no more, or has become one')];
  const gone = were.filter((value) => !are.includes(value));
  const added = are.filter((value) => !were.includes(value));
  // Who writes may write any value that there was; who reads may know no others, or wait for one of them.
  return [
    ...gone.map((value) => breaking(where, `the value ${value} is gone`)),
    ...added.map((value) => ofReader(direction, where, `the value ${value} is new`)),
  ];
}

const ofWriter = (direction: Direction, where: string, what: string): Change =>
  direction === 'request' ? breaking(where, what) : additive(where, what);
const ofReader = (direction: Direction, where: string, what: string): Change =>
  direction === 'answer' ? breaking(where, what) : additive(where, what);

function changedBounds(
  where: string,
  before: Schema,
  after: Schema,
  direction: Direction,
): readonly Change[] {
  const narrower = (word: string, sign: 1 | -1): readonly Change[] => {
    const was = sign * Number(before[word] ?? -Infinity * sign);
    const is = sign * Number(after[word] ?? -Infinity * sign);
    if (was === is) return [];
    const what = `${word} was ${written(before[word])} and is ${written(after[word])}`;
    return [is > was ? ofWriter(direction, where, what) : ofReader(direction, where, what)];
  };
  return [
    ...LOWER_BOUNDS.flatMap((word) => narrower(word, 1)),
    ...UPPER_BOUNDS.flatMap((word) => narrower(word, -1)),
  ];
}

function changedFields(
  where: string,
  before: Schema,
  after: Schema,
  direction: Direction,
): readonly Change[] {
  const [needed, needs] = [before.required ?? [], after.required ?? []];
  return compareEntries(before.properties ?? {}, after.properties ?? {}, {
    gone: (name) => [breaking(`${where} ${name}`, 'is gone')],
    added: (name) =>
      direction === 'request' && needs.includes(name)
        ? [breaking(`${where} ${name}`, 'is new, and required')]
        : [additive(`${where} ${name}`, 'is new')],
    kept: (name, was, is) => [
      ...changedNeed(`${where} ${name}`, needed.includes(name), needs.includes(name), direction),
      ...compareSchemas(`${where} ${name}`, was, is, direction),
    ],
  });
}

function changedNeed(where: string, was: boolean, is: boolean, direction: Direction): readonly Change[] {
  if (was === is) return [];
  return [
    is ? ofWriter(direction, where, 'has become required') : ofReader(direction, where, 'is optional now'),
  ];
}

function changedParts(where: string, before: Schema, after: Schema, direction: Direction): readonly Change[] {
  const parts = (schema: Schema): Readonly<Record<string, Schema>> => ({
    ...(schema.items && { '[]': schema.items }),
    ...(typeof schema.additionalProperties === 'object' && { '*': schema.additionalProperties }),
    ...numbered('all', schema.allOf),
    ...numbered('any', schema.anyOf),
  });
  const rewritten = (name: string): readonly Change[] => [breaking(`${where} ${name}`, 'has come or gone')];
  return [
    ...compareEntries(parts(before), parts(after), {
      gone: rewritten,
      added: rewritten,
      kept: (name, was, is) => compareSchemas(`${where} ${name}`, was, is, direction),
    }),
    ...changedOpenness(where, before, after, direction),
  ];
}

function changedOpenness(
  where: string,
  before: Schema,
  after: Schema,
  direction: Direction,
): readonly Change[] {
  const [was, is] = [before.additionalProperties === false, after.additionalProperties === false];
  return changedNeed(`${where} {}`, was, is, direction).map((change) => ({
    ...change,
    what: is ? 'takes no other fields any more' : 'takes other fields now',
  }));
}

const numbered = (name: string, schemas: readonly Schema[] = []): Readonly<Record<string, Schema>> =>
  Object.fromEntries(schemas.map((schema, index) => [`${name}${index}`, schema]));

const written = (value: unknown): string => JSON.stringify(value) ?? 'absent';
