import fc from 'fast-check';
import { oddValue } from './odd-values.js';

/** A JSON Schema without references, as far as values are made from it. */
export interface ValueSchema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly ValueSchema[];
  readonly items?: ValueSchema;
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
}

/** Ids of things that are there. */
export type KnownIds = readonly string[];

const MOST_ITEMS = 4;
const EPOCH = new Date(0);
const FAR = new Date('9999-12-31');
/** Classes of characters by name, as in `\\p{Cc}`, are more than fast-check can make texts for. */
const CLASSES = '\\p{';

/** Values as the schema wants them, and at times, at any place, others. */
export const valuesOf = (schema: ValueSchema, ids: KnownIds): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 24, arbitrary: goodValues(schema, ids) }, { weight: 1, arbitrary: oddValue });

function goodValues(schema: ValueSchema, ids: KnownIds): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => valuesOf(each, ids)));
  const { minimum = 0, maximum = 1_000_000 } = schema;
  switch (schema.type) {
    case 'object':
      return objectsOf(schema, ids);
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, ids), {
        minLength: schema.minItems,
        maxLength: MOST_ITEMS,
      });
    case 'string':
      return textsOf(schema, ids);
    case 'integer':
      return fc.integer({ min: minimum, max: maximum });
    case 'null':
      return fc.constant(null);
    default:
      return oddValue;
  }
}

function textsOf({ format, pattern, minLength }: ValueSchema, ids: KnownIds): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, fc.uuid());
  if (format === 'date-time')
    return fc.date({ min: EPOCH, max: FAR, noInvalidDate: true }).map((date) => date.toISOString());
  if (pattern && !pattern.includes(CLASSES)) return fc.stringMatching(new RegExp(pattern, 'u'));
  return fc.string({ unit: 'grapheme', minLength, maxLength: 30 });
}

/** Now and then without what is required, or with what is not known. */
function objectsOf({ properties = {}, required = [] }: ValueSchema, ids: KnownIds): fc.Arbitrary<object> {
  const fields = Object.entries(properties).map(([name, schema]) => {
    const values = valuesOf(schema, ids);
    return [name, fc.option(values, { freq: required.includes(name) ? 40 : 2, nil: undefined })] as const;
  });
  const known = fc.record(Object.fromEntries(fields));
  const more = fc.dictionary(fc.string({ maxLength: 10 }), oddValue, { maxKeys: 2 });
  return fc.oneof(
    { weight: 15, arbitrary: known },
    { weight: 1, arbitrary: fc.tuple(known, more).map(([object, others]) => ({ ...object, ...others })) },
  );
}
