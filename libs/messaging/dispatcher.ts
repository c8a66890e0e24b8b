import type { Contract } from '#contracts';
import { withinRequest } from '#service-kit';
import type { MessageHandler } from '@nestjs/microservices';
import { lastValueFrom, isObservable } from 'rxjs';
import { z } from 'zod';
import { MalformedMessage } from './envelope.js';
import type { AnyHandler } from './handlers.js';
import type { Message } from './message.js';
import type { Reception } from './receiver.js';
import type { Answer } from './unit-of-work.js';

export interface Route {
  readonly contract: Contract;
  readonly handler: AnyHandler;
  readonly locks: (body: never) => string;
}

/** Finds the handler of a message by its type, and gives it the body that the contract promises. */
export class Dispatcher {
  private readonly routes = new Map<string, Route>();

  add(route: Route): void {
    if (this.routes.has(route.contract.type))
      throw new Error(`Two handlers for ${route.contract.type}: a message has one handler per service`);
    this.routes.set(route.contract.type, route);
  }

  /** Throws MalformedMessage for a type without a handler and for a body that breaks its contract. */
  prepare(message: Message): Reception {
    const route = this.routes.get(message.type);
    if (!route) throw new MalformedMessage(`No handler for the type "${message.type}"`);
    const body = route.contract.body.safeParse(message.body);
    if (!body.success) throw new MalformedMessage(`Body of ${message.type}: ${z.prettifyError(body.error)}`);
    return {
      message: { ...message, body: body.data },
      locks: route.locks(body.data as never),
      decide: (decoded, work) =>
        withinRequest(message.requestId, async () => settled(await route.handler(decoded, work))),
    };
  }
}

/** The handlers of a service as Nest hands them to its transport. Throws where two would take one message. */
export function dispatcherOf(handlers: Iterable<MessageHandler>): Dispatcher {
  const dispatcher = new Dispatcher();
  for (const handler of handlers) {
    const { contract, locks } = handler.extras as Omit<Route, 'handler'>;
    dispatcher.add({ contract, locks, handler: handler as unknown as AnyHandler });
  }
  return dispatcher;
}

/** Nest wraps handlers; where an interceptor is bound, what comes back is an observable. */
const settled = (result: unknown): Promise<Answer | void> =>
  (isObservable(result) ? lastValueFrom(result) : Promise.resolve(result)) as Promise<Answer | void>;
