import { asyncApiDocument, openApiDocument } from '#api-documents';
import specifications from '@asyncapi/specs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

type Json = Record<string, never>;

const openApiErrors = async (document: object): Promise<unknown> =>
  (await new Validator().validate(structuredClone(document) as Json)).errors ?? [];

function asyncApiErrors(document: object): unknown {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(specifications.schemasWithoutId['3.0.0'] as object);
  return validate(document) ? [] : validate.errors;
}

/** The references of a document that lead nowhere in it. */
function deadReferences(document: object): string[] {
  const references = Array.from(
    JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g),
    ([, ref = '']) => ref,
  );
  return references.filter((ref) => find(document, ref.split('/').slice(1)) === undefined);
}

const find = (node: unknown, [key, ...rest]: readonly string[]): unknown =>
  key === undefined ? node : find((node as Json | undefined)?.[key], rest);

describe('the OpenAPI document', () => {
  it('is one, as the specification has it', async () => {
    expect(await openApiErrors(openApiDocument())).toEqual([]);
    expect(deadReferences(openApiDocument())).toEqual([]);
  });

  it('would not be one with a mistake in it', async () => {
    expect(await openApiErrors({ ...openApiDocument(), paths: { orders: {} } })).not.toEqual([]);
  });
});

describe('the AsyncAPI document', () => {
  it('is one, as the specification has it', () => {
    expect(asyncApiErrors(asyncApiDocument())).toEqual([]);
    expect(deadReferences(asyncApiDocument())).toEqual([]);
  });

  it('would not be one with a mistake in it', () => {
    expect(asyncApiErrors({ ...asyncApiDocument(), operations: { a: { action: 'shout' } } })).not.toEqual([]);
    const broken = { ...asyncApiDocument(), operations: { a: { channel: { $ref: '#/channels/nowhere' } } } };
    expect(deadReferences(broken)).toEqual(['#/channels/nowhere']);
  });
});
