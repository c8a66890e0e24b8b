import type { Contract } from '#contracts';
import { Envelope } from '#messaging/topology';
import type { JsonSchemas } from '../json-schemas.js';

/** A reference, as both kinds of documents write it; the keys of a path are escaped as RFC 6901 has it. */
export const refTo = (...path: readonly string[]): { readonly $ref: string } => ({
  $ref: `#/${path.map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`,
});

export const messageRef = ({ type }: Contract): { readonly $ref: string } =>
  refTo('components', 'messages', type);

const KINDS = { command: 'A command', reply: 'A reply', event: 'An event' } as const;

/** A message object: one contract. */
export const messageOf = (contract: Contract, schemas: JsonSchemas): object => ({
  name: contract.type,
  title: contract.type,
  summary: `${KINDS[contract.kind]}, version ${contract.version}`,
  contentType: 'application/json',
  headers: refTo('components', 'schemas', 'Envelope'),
  correlationId: refTo('components', 'correlationIds', 'conversation'),
  payload: schemas.of(contract.body),
  bindings: { amqp: { messageType: contract.type, bindingVersion: '0.3.0' } },
  examples: [{ name: 'Example', payload: contract.example }],
  'x-schema-version': contract.version,
});

/** AMQP's own properties and the headers besides them, in one: AsyncAPI knows no other place for the former. */
export const envelopeSchema = (schemas: JsonSchemas): object => {
  const { headers, ...properties } = Envelope.shape;
  return schemas.of(headers.unwrap().extend(properties));
};
