import { z } from 'zod';

/** What a schema's values look like on the wire, before they are decoded; what is to be sent is typed by it. */
export type Wire<Schema extends z.ZodType> = Immutable<z.input<Schema>>;

type Immutable<Value> = Value extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Immutable<Value[Key]> }
    : Value;

/** A moment in answers: RFC 3339, in UTC, with milliseconds. */
export const Time = z.iso.datetime().meta({ id: 'Time', examples: ['2026-11-21T07:32:21.520Z'] });
