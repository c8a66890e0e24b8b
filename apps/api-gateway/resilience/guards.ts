import type { ServiceName } from '#contracts';
import type { Exchange } from '../clients/exchange.js';
import { bulkhead } from './bulkhead.js';
import type { Breakers } from './breakers.js';
import type { ResilienceMetrics } from './resilience-metrics.js';
import { retrying, type RetryOptions } from './retry.js';

export interface GuardOptions extends RetryOptions {
  /** Calls to one service that may be under way. */
  readonly capacity: number;
}

/** Whatever guards the gateway, its callers and its services against the failures of each other. */
export class Guards {
  constructor(
    private readonly options: GuardOptions,
    private readonly breakers: Breakers,
    private readonly metrics: ResilienceMetrics,
  ) {}

  /**
   * From the inside out: the breaker counts what becomes of each attempt; the bulkhead stands outside of it, so that a
   * refusal for want of room is no failure of the service; retries stand outside of both, so that each attempt is
   * counted, none holds room during its pause, and an open breaker ends them.
   */
  around(service: ServiceName, exchange: Exchange): Exchange {
    const { options, breakers, metrics } = this;
    const broken = breakers.of(service).around(exchange);
    const attempted = metrics.counted(service, bulkhead(service, options.capacity, broken));
    return retrying(options, metrics.retries(service), attempted);
  }
}
