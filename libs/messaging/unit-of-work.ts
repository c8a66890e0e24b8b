import type { Body, Command, Event, Reply } from '#contracts';
import type { EntityManager } from 'typeorm';

export interface SendOptions {
  /** Messages with one key stay in order. */
  readonly shardKey: string;
  /** Names the saga; without it, the correlation of whatever is being handled. */
  readonly correlationId?: string;
}

export interface CommandOptions extends SendOptions {
  /** The channel that waits for the reply, where there is one. */
  readonly replyTo?: string;
}

/**
 * One database transaction and the messages that leave with it: either all of it happens, or nothing.
 * Pattern: Transactional outbox (Richardson, Microservices Patterns, 3.3.7).
 */
export interface UnitOfWork {
  /** Every read and write of the work goes through it. */
  readonly entityManager: EntityManager;
  /** When it is done, by this service's clock: one moment for all that the timeline shows of it. */
  readonly at: Date;
  send<C extends Command>(command: C, body: Body<C>, options: CommandOptions): void;
  publish<E extends Event>(event: E, body: Body<E>, options: SendOptions): void;
  /** Says in the inbox, and so in the timeline, what came of the message: why nothing was done, for one. */
  note(outcome: string): void;
}

/** A handler's answer to a command. */
export interface Answer<R extends Reply = Reply> {
  readonly contract: R;
  readonly body: Body<R>;
}

/** What a command handler returns: the reply, with its body. */
export const answer = <R extends Reply>(contract: R, body: Body<R>): Answer<R> => ({ contract, body });
