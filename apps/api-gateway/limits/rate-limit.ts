import { HttpProblem } from '#service-kit';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** So many requests in a window of so many seconds. */
export interface Quota {
  readonly name: string;
  readonly requests: number;
  readonly windowS: number;
}

/** What there is left of a quota. */
export interface Rest {
  readonly quota: Quota;
  readonly requests: number;
  /** Until all of it is there again. */
  readonly seconds: number;
  readonly isExceeded: boolean;
}

/** Counts requests by a key, in this process; a key is forgotten with its window, so that keys cannot pile up. */
export class RateLimit {
  private readonly counters: RateLimiterMemory;

  constructor(private readonly quota: Quota) {
    this.counters = new RateLimiterMemory({ points: quota.requests, duration: quota.windowS });
  }

  async take(key: string): Promise<Rest> {
    const result = await this.counters.consume(key).catch((exceeded: RateLimiterRes) => exceeded);
    return {
      quota: this.quota,
      requests: result.remainingPoints,
      seconds: Math.max(1, Math.ceil(result.msBeforeNext / 1_000)),
      isExceeded: result.consumedPoints > this.quota.requests,
    };
  }
}

/** RFC 6585, section 4. */
export const tooManyRequests = ({ quota, seconds }: Rest): HttpProblem =>
  new HttpProblem({
    status: 429,
    slug: 'too-many-requests',
    detail: `More than ${quota.requests} requests in ${quota.windowS} s (${quota.name}). Try again in ${seconds} s.`,
    headers: { 'retry-after': String(seconds) },
  });
