import { setTimeout as delay } from 'node:timers/promises';
import { DownstreamFailure } from '../clients/downstream-failure.js';
import type { Call, DownstreamAnswer, Exchange } from '../clients/exchange.js';
import { isRepeatable } from '../clients/is-repeatable.js';
import { RetryBudget } from './retry-budget.js';

export interface RetryOptions {
  /** The longest that one attempt takes. */
  readonly timeoutMs: number;
  /** For all attempts, and the pauses between them. */
  readonly budgetMs: number;
}

const MOST_ATTEMPTS = 3;
const FIRST_PAUSE_MS = 100;

/**
 * Repeats calls that failed, where that cannot do anything twice. An attempt begins only if it can take its full time
 * within the budget: one that is cut short would count as a failure of a service that was not given its time.
 * The pauses grow, and are random, so that callers who failed together do not come back together.
 * Pattern: exponential back-off with full jitter (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog).
 */
export function retrying(
  { timeoutMs, budgetMs }: RetryOptions,
  onRetry: () => void,
  exchange: Exchange,
): Exchange {
  const budget = new RetryBudget();
  return async (call) => {
    const endsAt = performance.now() + budgetMs;
    budget.earn();
    for (let attempt = 1; ; attempt++) {
      const [outcome] = await Promise.allSettled([exchange(call)]);
      const pauseMs = pauseAfter(attempt);
      const fits = performance.now() + pauseMs + timeoutMs + (call.waitMs ?? 0) <= endsAt;
      const isLast = attempt === MOST_ATTEMPTS || !isWorthRepeating(call, outcome) || !fits;
      if (isLast || !budget.spend()) return settled(outcome);
      await delay(pauseMs);
      onRetry();
    }
  };
}

const pauseAfter = (attempt: number): number => Math.random() * FIRST_PAUSE_MS * 2 ** (attempt - 1);

/** What the gateway itself refuses is not: the breaker is open, or the bulkhead full, for longer than a pause. */
function isWorthRepeating(call: Call, outcome: PromiseSettledResult<DownstreamAnswer>): boolean {
  if (outcome.status === 'fulfilled') return isRepeatable(call) && isPassing(outcome.value);
  const failure: unknown = outcome.reason;
  return failure instanceof DownstreamFailure && failure.repeatable && failure.kind !== 'abandoned';
}

const PASSING = [502, 503, 504];

/** A service that says when to come back is overloaded, or knows better; the caller is told, and may wait. */
const isPassing = ({ status, headers }: DownstreamAnswer): boolean =>
  PASSING.includes(status) && headers['retry-after'] === undefined;

function settled<Value>(outcome: PromiseSettledResult<Value>): Value {
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
