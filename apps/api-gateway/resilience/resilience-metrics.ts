import type { ServiceName } from '#contracts';
import { Counter, type Registry } from 'prom-client';
import { DownstreamFailure } from '../clients/downstream-failure.js';
import type { Exchange } from '../clients/exchange.js';
import { measureBreakers } from './breaker-metrics.js';
import type { Breakers } from './breakers.js';
import { NotAsked } from './not-asked.js';

/** What the gateway's guards do, for Prometheus. */
export class ResilienceMetrics {
  private readonly calls: Counter<'service' | 'outcome'>;
  private readonly repeated: Counter<'service'>;
  private readonly stale: Counter<'service'>;

  constructor(registry: Registry, breakers: Breakers) {
    const registers = [registry];
    this.calls = new Counter({
      name: 'downstream_calls_total',
      help: 'Calls to services, each attempt of a retry included, by outcome',
      labelNames: ['service', 'outcome'],
      registers,
    });
    this.repeated = new Counter({
      name: 'downstream_retries_total',
      help: 'Calls to services that were made again',
      labelNames: ['service'],
      registers,
    });
    this.stale = new Counter({
      name: 'downstream_stale_answers_total',
      help: 'Copies that were given because a service could not answer',
      labelNames: ['service'],
      registers,
    });
    measureBreakers(breakers, registry);
  }

  /** Counts a retry each time it is called. */
  retries(service: ServiceName): () => void {
    return () => this.repeated.inc({ service });
  }

  /** Counts a stale answer each time it is called. */
  staleAnswers(service: ServiceName): () => void {
    return () => this.stale.inc({ service });
  }

  /** Counts what becomes of the calls. */
  counted(service: ServiceName, exchange: Exchange): Exchange {
    const count = (outcome: string): void => this.calls.inc({ service, outcome });
    return async (call) => {
      try {
        const answer = await exchange(call);
        count(`${Math.floor(answer.status / 100)}xx`);
        return answer;
      } catch (error) {
        count(outcomeOf(error));
        throw error;
      }
    };
  }
}

function outcomeOf(error: unknown): string {
  if (error instanceof DownstreamFailure) return error.kind;
  return error instanceof NotAsked ? error.reason : 'error';
}
