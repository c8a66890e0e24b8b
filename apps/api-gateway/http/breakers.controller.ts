import type { BreakerResponse, BreakersResponse } from '#contracts/rest';
import { Public } from '#service-kit';
import { Controller, Get } from '@nestjs/common';
import type { Breaker } from '../resilience/breaker.js';
import { Breakers } from '../resilience/breakers.js';

/**
 * Which services the gateway asks at the moment. Public, like health and metrics: it is looked at when little else
 * works, and says no more than the 503s that every caller gets meanwhile.
 */
@Public()
@Controller('breakers')
export class BreakersController {
  constructor(private readonly breakers: Breakers) {}

  @Get()
  list(): BreakersResponse {
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
