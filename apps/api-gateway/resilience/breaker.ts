import type { ServiceName } from '#contracts';
import { Logger } from '@nestjs/common';
import CircuitBreaker from 'opossum';
import type { Call, DownstreamAnswer, Exchange } from '../clients/exchange.js';
import { demandNoFailure, FailedAnswer, isFailureOfService } from './failed-answer.js';
import { NotAsked } from './not-asked.js';
import { RollingWindow } from './rolling-window.js';

export interface BreakerOptions {
  /** So many calls within the window before their outcomes mean anything. */
  readonly volume: number;
  /** More failures than this part of them open the breaker. */
  readonly errorPercent: number;
  /** How long it stays open before one call may try. */
  readonly resetMs: number;
}

export type BreakerState = 'closed' | 'half-open' | 'open';

/**
 * Stands before all calls to one service. While too many of them fail it refuses them at once, and lets one through
 * from time to time to see; not one that is meant to wait, which would keep the others away for as long. What counts
 * are failures of the service: no answer, or a 5xx. A 4xx is the caller's mistake and never opens it.
 * Pattern: circuit breaker (Nygard, "Release It!"; Richardson, "Microservices Patterns", section 3.2.3).
 */
export class Breaker {
  private readonly window = new RollingWindow();
  private readonly circuit: CircuitBreaker<[() => Promise<DownstreamAnswer>], DownstreamAnswer>;
  private readonly logger = new Logger('Breaker');
  private changedAt = Date.now();
  /** Not of the wall clock, which may be set. */
  private triesAgainAt = 0;
  private openedTimes = 0;

  constructor(
    readonly service: ServiceName,
    private readonly options: BreakerOptions,
  ) {
    this.circuit = new CircuitBreaker((send) => send(), {
      name: service,
      timeout: false,
      volumeThreshold: options.volume,
      errorThresholdPercentage: options.errorPercent,
      resetTimeout: options.resetMs,
      ...this.window.options,
      rollingPercentilesEnabled: false,
      enableSnapshots: false,
      // What is filtered closes a half-open breaker, and a probe that was given up has proven nothing.
      errorFilter: (error) => !this.circuit.halfOpen && !isFailureOfService(error),
    });
    this.circuit.on('open', () => this.opened());
    this.circuit.on('halfOpen', () => void (this.changedAt = Date.now()));
    this.circuit.on('close', () => this.closed());
  }

  get state(): BreakerState {
    if (this.circuit.opened) return 'open';
    return this.circuit.halfOpen ? 'half-open' : 'closed';
  }

  /** When it came into this state. */
  get since(): Date {
    return new Date(this.changedAt);
  }

  /** How often it has opened. */
  get openings(): number {
    return this.openedTimes;
  }

  /** Until it lets a call through again; at least 1, as a header for those that it refuses. */
  get retryAfterS(): number {
    const restMs = this.circuit.opened ? this.triesAgainAt - performance.now() : 0;
    return Math.max(1, Math.ceil(restMs / 1_000));
  }

  /** Calls within the rolling window. */
  get counts(): { readonly succeeded: number; readonly failed: number; readonly refused: number } {
    const { successes, failures, rejects } = this.circuit.stats;
    return { succeeded: successes, failed: failures, refused: rejects };
  }

  around(exchange: Exchange): Exchange {
    return async (call) => {
      if (this.circuit.halfOpen && call.waitMs !== undefined) throw this.refusal();
      const withdrawn = Promise.withResolvers<never>();
      try {
        return await Promise.race([
          this.circuit.fire(() => this.attempt(call, exchange, withdrawn.reject)),
          withdrawn.promise,
        ]);
      } catch (error) {
        if (error instanceof FailedAnswer) return error.answer;
        if (CircuitBreaker.isOurError(error as Error)) throw this.refusal();
        throw error;
      }
    };
  }

  close(): void {
    this.circuit.shutdown();
    this.window.close();
  }

  /**
   * To a half-open circuit whatever ends is either a success or a failure. A call from before that was given up is
   * neither, so it is withdrawn, and the circuit never hears of its end.
   */
  private async attempt(
    call: Call,
    exchange: Exchange,
    withdraw: (error: unknown) => void,
  ): Promise<DownstreamAnswer> {
    const isProbe = this.circuit.halfOpen;
    try {
      return demandNoFailure(await exchange(call));
    } catch (error) {
      if (isProbe || !this.circuit.halfOpen || isFailureOfService(error)) throw error;
      withdraw(error);
      return new Promise(() => {});
    }
  }

  private refusal(): NotAsked {
    return new NotAsked(this.service, 'breaker-open', this.retryAfterS);
  }

  private opened(): void {
    this.changedAt = Date.now();
    this.triesAgainAt = performance.now() + this.options.resetMs;
    this.openedTimes += 1;
    this.logger.warn(`The ${this.service} service fails, and is left alone for ${this.options.resetMs} ms`);
  }

  /** A service that has recovered starts anew: opossum would hold against it what was before. */
  private closed(): void {
    this.changedAt = Date.now();
    this.window.clear();
    this.logger.log(`The ${this.service} service answers again`);
  }
}
