import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ServerResponse } from 'node:http';

/** Aborts when nobody can get the answer any more: it is written, or the client has closed its connection. */
export const ClientGone = createParamDecorator((_: unknown, context: ExecutionContext) =>
  goneSignal(context),
);

/** What {@link ClientGone} hands to a route. A client may have gone while its token was still being checked. */
export function goneSignal(context: ExecutionContext): AbortSignal {
  const { raw } = context.switchToHttp().getResponse<{ readonly raw: ServerResponse }>();
  if (raw.closed) return AbortSignal.abort();
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  return gone.signal;
}
