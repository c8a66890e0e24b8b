import { Public } from '#service-kit';
import type { ServiceName } from '#contracts';
import { Controller, Get } from '@nestjs/common';
import type { Breaker, BreakerState } from '../resilience/breaker.js';
import { Breakers } from '../resilience/breakers.js';

export interface BreakerResponse {
  readonly service: ServiceName;
  readonly state: BreakerState;
  /** When it came into this state. */
  readonly since: string;
  /** While it is open. */
  readonly retryAfterSeconds?: number;
  readonly lastTenSeconds: { readonly succeeded: number; readonly failed: number; readonly refused: number };
}

/**
 * Which services the gateway asks at the moment. Public, like health and metrics: it is looked at when little else
 * works, and says no more than the 503s that every caller gets meanwhile.
 */
@Public()
@Controller('breakers')
export class BreakersController {
  constructor(private readonly breakers: Breakers) {}

  @Get()
  list(): { readonly breakers: readonly BreakerResponse[] } {
    return { breakers: this.breakers.all.map(responseOf) };
  }
}

const responseOf = ({ service, state, since, retryAfterS, counts }: Breaker): BreakerResponse => ({
  service,
  state,
  since: since.toISOString(),
  ...(state === 'open' && { retryAfterSeconds: retryAfterS }),
  lastTenSeconds: counts,
});
