import type { z } from 'zod';

/** The services that own channels, databases and contracts. */
export type ServiceName = 'order' | 'consumer' | 'restaurant';

/** The point-to-point channels on which services accept commands. */
export type CommandChannel = 'consumer.commands' | 'restaurant.commands';

interface Definition<Schema extends z.ZodType> {
  /** Counts additive changes; a breaking change gets a new contract name instead. */
  readonly version: number;
  readonly body: Schema;
  /** A body as it stands on the wire. It documents the contract and is checked against the schema. */
  readonly example: z.input<Schema>;
}

interface Named<Schema extends z.ZodType> extends Definition<Schema> {
  /** The message's `type` on the wire. */
  readonly type: string;
}

/** Asks one service to do something; it may answer with a reply. */
export interface Command<Schema extends z.ZodType = z.ZodType> extends Named<Schema> {
  readonly kind: 'command';
  readonly channel: CommandChannel;
}

/** The outcome of a command, sent to the channel that the command names in `replyTo`. */
export interface Reply<Schema extends z.ZodType = z.ZodType> extends Named<Schema> {
  readonly kind: 'reply';
}

/** Something that happened, for whoever subscribes. */
export interface Event<Schema extends z.ZodType = z.ZodType> extends Named<Schema> {
  readonly kind: 'event';
  readonly publisher: ServiceName;
}

/** Anything that goes over the wire. */
export type Contract<Schema extends z.ZodType = z.ZodType> = Command<Schema> | Reply<Schema> | Event<Schema>;

/** The type of a contract's body in code, after decoding. */
export type Body<C extends Contract> = z.output<C['body']>;

/** Defines a command, by the channel of the service that carries it out. */
export const command = <S extends z.ZodType>(
  channel: CommandChannel,
  type: string,
  definition: Definition<S>,
): Command<S> => ({ kind: 'command', channel, type, ...definition });

/** Defines one outcome of a command; it stands in the command's file. */
export const reply = <S extends z.ZodType>(type: string, definition: Definition<S>): Reply<S> => ({
  kind: 'reply',
  type,
  ...definition,
});

/** Defines an event, by the service that publishes it. */
export const event = <S extends z.ZodType>(
  publisher: ServiceName,
  type: string,
  definition: Definition<S>,
): Event<S> => ({ kind: 'event', publisher, type, ...definition });
