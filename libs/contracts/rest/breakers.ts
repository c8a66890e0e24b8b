import { z } from 'zod';
import type { Route } from './route.js';
import { Time, type Wire } from './wire.js';

const Breaker = z
  .object({
    service: z.enum(['order', 'consumer', 'restaurant']),
    state: z.enum(['closed', 'open', 'half-open']),
    since: Time.meta({ description: 'When it came into this state' }),
    retryAfterSeconds: z.int().optional().meta({ description: 'While it is open' }),
    lastTenSeconds: z.object({ succeeded: z.int(), failed: z.int(), refused: z.int() }),
  })
  .meta({ id: 'Breaker' });
export type BreakerResponse = Wire<typeof Breaker>;

export const BreakersResponse = z.object({ breakers: z.array(Breaker) }).meta({ id: 'BreakerList' });
export type BreakersResponse = Wire<typeof BreakersResponse>;

export const breakerRoutes: readonly Route[] = [
  {
    id: 'listBreakers',
    method: 'GET',
    path: '/breakers',
    tag: 'operation',
    summary: 'Says which services the gateway asks at the moment',
    access: 'public',
    answers: { 200: { description: 'The circuit breakers', body: BreakersResponse } },
    local: true,
    repetition: 'safe',
  },
];
