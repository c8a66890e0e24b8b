import { conversations, events, interfaceVersions } from '#contracts';
import { topologyDefaults, type TopologyOptions } from '#messaging/topology';
import { JsonSchemas } from '../json-schemas.js';
import { channelsOf } from './channels.js';
import { envelopeSchema, messageOf } from './messages.js';
import { operations } from './operations.js';

const DESCRIPTION = `The commands, replies and events that the services exchange over RabbitMQ.

A message is published at least once, and handled once: handlers know the ids of what they have handled. Those of one
order are handled in order, as long as none fails. A receiver ignores fields that it does not know; a breaking change
of a message gets a new name. A message that fails is retried after growing delays, and then kept as a dead letter.`;

/** What the services say to each other, as an AsyncAPI 3.0 document, from the contracts and the topology. */
export function asyncApiDocument(options: TopologyOptions = topologyDefaults): object {
  const schemas = new JsonSchemas('draft-07');
  const messages = [...conversations.flatMap(({ command, replies }) => [command, ...replies]), ...events];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Order Saga',
      version: interfaceVersions.messages,
      description: DESCRIPTION,
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    servers: {
      rabbitmq: { host: 'localhost:5672', protocol: 'amqp', protocolVersion: '0.9.1', title: 'RabbitMQ' },
    },
    channels: channelsOf(options),
    operations: operations(),
    components: {
      messages: Object.fromEntries(messages.map((contract) => [contract.type, messageOf(contract, schemas)])),
      correlationIds: {
        conversation: {
          description: 'The saga, or whoever asked: a reply carries that of its command',
          location: '$message.header#/correlationId',
        },
      },
      schemas: { Envelope: envelopeSchema(schemas), ...schemas.named },
    },
  };
}
