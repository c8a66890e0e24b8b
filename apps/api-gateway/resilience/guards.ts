import type { ServiceName } from '#contracts';
import type { Exchange } from '../clients/exchange.js';
import { bulkhead } from './bulkhead.js';
import type { Breakers } from './breakers.js';
import type { ResilienceMetrics } from './resilience-metrics.js';
import { retrying, type RetryOptions } from './retry.js';
import { fallingBackToCopies } from './stale-answers.js';

export interface GuardOptions extends RetryOptions {
  /** Calls to one service that may be under way. */
  readonly capacity: number;
  /** How old a copy may be that is given instead of an answer. */
  readonly staleForMs: number;
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
   * counted, none holds room during its pause, and an open breaker ends them; copies are for what then has failed.
   */
  around(service: ServiceName, exchange: Exchange): Exchange {
    const { options, breakers, metrics } = this;
    const broken = breakers.of(service).around(exchange);
    const attempted = metrics.counted(service, bulkhead(service, options.capacity, broken));
    const retried = retrying(options, metrics.retries(service), attempted);
    return fallingBackToCopies(options.staleForMs, metrics.staleAnswers(service), retried);
  }
}
