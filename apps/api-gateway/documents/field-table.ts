import { html, type Html } from './html.js';

/** A JSON Schema, as far as it is shown. */
export interface FieldSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly allOf?: readonly FieldSchema[];
  readonly items?: FieldSchema;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
}

export type NamedSchemas = Readonly<Record<string, FieldSchema>>;

interface Field {
  readonly path: string;
  readonly isRequired: boolean;
  readonly schema: FieldSchema;
}

/** One row for each field, those of parts and of list items too. */
export const fieldTable = (schema: FieldSchema, named: NamedSchemas): Html =>
  html`<table>
    ${fieldsOf('', schema, named).map(
      ({ path, isRequired, schema: { type, enum: choices, format, pattern } }) =>
        html`<tr>
          <td><code>${path}</code></td>
          <td>${choices?.join(' | ') ?? format ?? type}${isRequired ? '' : ', optional'}</td>
          <td>${pattern ? html`<code>${pattern}</code>` : ''}</td>
        </tr>`,
    )}
  </table>`;

function fieldsOf(prefix: string, schema: FieldSchema, named: NamedSchemas): readonly Field[] {
  const { properties = {}, required = [] } = resolved(schema, named);
  return Object.entries(properties).flatMap(([name, property]) => {
    const field = resolved(property, named);
    const path = `${prefix}${name}${field.type === 'array' ? '[]' : ''}`;
    const parts = fieldsOf(`${path}.`, field.items ?? field, named);
    return [{ path, isRequired: required.includes(name), schema: field }, ...parts];
  });
}

function resolved(schema: FieldSchema, named: NamedSchemas): FieldSchema {
  const [part] = schema.allOf ?? [];
  const $ref = schema.$ref ?? part?.$ref;
  return $ref ? (named[$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
}
