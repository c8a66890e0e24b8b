import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>;

/** JSON Schemas of what stands on the wire; those that have an id are gathered, and referred to. */
export class JsonSchemas {
  readonly named: Record<string, JsonSchema> = {};

  /** OpenAPI 3.1 speaks the one draft, AsyncAPI 3.0 the other. */
  constructor(private readonly target: 'draft-2020-12' | 'draft-07') {}

  of(schema: z.ZodType): JsonSchema {
    const options = { target: this.target, io: 'input', override } as const;
    const { properties = {}, $defs, definitions = $defs } = z.toJSONSchema(z.object({ it: schema }), options);
    for (const [name, { id: _, $id: __, ...named }] of Object.entries(definitions ?? {}))
      this.named[name] = referring(named);
    return referring(properties.it as JsonSchema);
  }
}

const referring = (schema: object): JsonSchema =>
  JSON.parse(
    JSON.stringify(schema).replaceAll(/"#\/(\$defs|definitions)\//g, '"#/components/schemas/'),
  ) as JsonSchema;

/** Zod checks more than a reader wants to know: a format says it all, and JSON has no other integers. */
const override: Override = ({ zodSchema, jsonSchema }) => {
  if (jsonSchema.format === 'uuid' || jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  const { examples } = z.globalRegistry.get(zodSchema) ?? {};
  if (examples && !jsonSchema.$ref) jsonSchema.examples = examples as never;
};
