import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { goneSignal } from './client-gone.js';

/** The longest that anybody is kept waiting, whatever they prefer: below what proxies on the way bear. */
export const LONGEST_WAIT_S = 30;

const WAIT = /(?:^|,)\s*wait\s*=\s*(?:(\d{1,9})|"(\d{1,9})")\s*(?=[;,]|$)/i;

/** How long a client would like its answer to be held. */
export interface Wait {
  readonly seconds: number;
  /** Aborts when the client has gone. */
  readonly gone: AbortSignal;
  /** Aborts when the time is over, too. */
  readonly until: AbortSignal;
}

/** The {@link Wait} that the request's `Prefer` names; undefined where it names none. Its route is one that {@link mayWait}. */
export const PreferredWait = (): ParameterDecorator => (controller, name, index) => {
  waitOfRequest()(controller, name, index);
  const handler = Object.getOwnPropertyDescriptor(controller, name ?? '');
  if (name && handler) RouteConfig({ mayWait: true })(controller, name, handler);
};

/** True of the configuration of a route that takes a {@link PreferredWait}. */
export const mayWait = (config: object): boolean => 'mayWait' in config;

const waitOfRequest = createParamDecorator((_: unknown, context: ExecutionContext): Wait | undefined => {
  const { headers } = context.switchToHttp().getRequest<{ readonly headers: { readonly prefer?: string } }>();
  const seconds = preferredSeconds(headers.prefer);
  if (seconds === undefined) return undefined;
  const gone = goneSignal(context);
  return { seconds, gone, until: AbortSignal.any([gone, AbortSignal.timeout(seconds * 1_000)]) };
});

/**
 * The seconds of `Prefer: wait=N` (RFC 7240, section 4.3), {@link LONGEST_WAIT_S} at most. A preference that is not
 * understood is ignored, as the RFC asks; of several the first counts.
 */
export function preferredSeconds(prefer: string | undefined): number | undefined {
  const [, plain, quoted] = WAIT.exec(prefer ?? '') ?? [];
  const seconds = plain ?? quoted;
  return seconds === undefined ? undefined : Math.min(Number(seconds), LONGEST_WAIT_S);
}

/** The header that says that the wait was granted. */
export const appliedWait = ({ seconds }: Wait): readonly [name: string, value: string] => [
  'preference-applied',
  `wait=${seconds}`,
];
