/** What the sender says of a message, and its receiver is told. */
interface Envelope {
  /** UUIDv7, given by the sender; the key of duplicate detection. */
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** Names the saga, or the request, that this message belongs to. */
  readonly correlationId: string;
  /** The id of the message or request that made the sender send this one. */
  readonly causationId: string;
  /** The channel that waits for the reply. */
  readonly replyTo?: string;
  /** Messages with one key stay in order: the order's id, for all that concerns an order. */
  readonly shardKey: string;
  /** The id of the HTTP request that it all began with, where it began with one; for the logs alone. */
  readonly requestId?: string;
  /** The service that sent it. */
  readonly sender: string;
}

/** A message as a handler sees it: the envelope's fields, and a body decoded by its contract. */
export interface Message<Body = unknown> extends Envelope {
  readonly body: Body;
  /** When the sender stored it in its outbox, by the sender's clock. */
  readonly storedAt: Date;
  /** When the sender's relay handed it to the broker, by the sender's clock. */
  readonly publishedAt: Date;
  /** When this service took it from the channel. */
  readonly receivedAt: Date;
  /** 1 at first, counted up by every retry. */
  readonly attempt: number;
  /** The channel that it came by. */
  readonly channel: string;
}

/** A message on its way out: as the outbox stores it, with the body in its wire form. */
export interface OutgoingMessage extends Envelope {
  /** Where it goes: a channel, or the events exchange. */
  readonly channel: string;
  /** JSON text. */
  readonly body: string;
  /** RFC 3339, in UTC. */
  readonly storedAt: string;
}
