import type { Body, Command, Contract, Event, Reply } from '#contracts';
import { applyDecorators, Catch, UseFilters, type ExceptionFilter } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { Message } from './message.js';
import type { Answer, UnitOfWork } from './unit-of-work.js';

type Handler<B, Result> = (message: Message<B>, work: UnitOfWork) => Promise<Result>;
type HandlerDecorator<B, Result> = <H extends Handler<B, Result>>(
  target: object,
  key: string,
  descriptor: TypedPropertyDescriptor<H>,
) => void;

/** Any handler as the subscription sees it: the compile-time types were checked where it was decorated. */
export type AnyHandler = Handler<unknown, Answer | void>;

/** Nest turns a handler's error into "Internal server error"; retry and dead-letter need the error itself. */
@Catch()
class RethrowErrors implements ExceptionFilter {
  catch(error: unknown): never {
    throw error;
  }
}

/** Nest passes a second argument only where a decorator asks for it. */
const withMessageAndWork: MethodDecorator = (target, key) => {
  Payload()(target, key, 0);
  Ctx()(target, key, 1);
};

export interface HandlerOptions<B> {
  /**
   * Names what the handler locks. Messages that share a transaction and name the same are handled one after the other; a
   * lock of the database keeps transactions apart, and not the handlers within one.
   */
  readonly locks: (body: B) => string;
}

const handles = (contract: Contract, options: HandlerOptions<never>): MethodDecorator =>
  applyDecorators(
    MessagePattern(contract.type, undefined as never, { contract, ...options }),
    withMessageAndWork,
    UseFilters(RethrowErrors),
  );

/**
 * Makes a method of a Nest controller the handler of a command. It runs inside the unit of work of the delivery
 * and answers with a reply, or with nothing. An error rolls the work back and is retried.
 */
export const CommandHandler = <C extends Command>(
  contract: C,
  options: HandlerOptions<Body<C>>,
): HandlerDecorator<Body<C>, Answer | void> => handles(contract, options);

/** Makes a method of a Nest controller the handler of a reply; see {@link CommandHandler}. */
export const ReplyHandler = <R extends Reply>(
  contract: R,
  options: HandlerOptions<Body<R>>,
): HandlerDecorator<Body<R>, void> => handles(contract, options);

/** Makes a method of a Nest controller the handler of an event; see {@link CommandHandler}. */
export const EventHandler = <E extends Event>(
  contract: E,
  options: HandlerOptions<Body<E>>,
): HandlerDecorator<Body<E>, void> => handles(contract, options);
