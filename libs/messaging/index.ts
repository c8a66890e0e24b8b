export { declareTopology } from './declare-topology.js';
export { forwarded } from './envelope.js';
export { CommandHandler, EventHandler, ReplyHandler } from './handlers.js';
export type { Message, OutgoingMessage } from './message.js';
export { Publisher, type Publication, type PublishOutcome } from './publisher.js';
export { RabbitMqServer, type RabbitMqServerOptions } from './rabbitmq-server.js';
export {
  ReceiverUnavailable,
  type Decide,
  type Failure,
  type Receiver,
  type Reception,
  type ReceptionOutcome,
} from './receiver.js';
export { destinationOf, publicationOf, routingKeyOf } from './publication-of.js';
export * from './topology/index.js';
export {
  answer,
  type Answer,
  type CommandOptions,
  type SendOptions,
  type UnitOfWork,
} from './unit-of-work.js';
