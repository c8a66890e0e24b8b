import { z } from 'zod';
import type { Route } from './route.js';

/** Several headers of the name arrive as one, with a space between them. */
export const IdempotencyKey = z
  .string()
  .regex(/^[!-~]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
  .meta({
    description:
      'Chosen by the caller, a UUID for one. A request that comes again with its key within a day does nothing ' +
      'more, and is answered like the first.',
  });

/** What a route says that makes something, and makes it once for each key. */
export const oncePerKey = {
  headers: z.object({ 'idempotency-key': IdempotencyKey.optional() }),
  problems: ['idempotency-key-reused', 'request-in-progress'],
  repetition: 'once-per-key',
} as const satisfies Partial<Route>;
