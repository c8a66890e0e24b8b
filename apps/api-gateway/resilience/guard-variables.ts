import { milliseconds, wholeNumber } from '#service-kit';

/** The variables of the guards around calls to services. */
export const guardVariables = {
  /** How long a service may take for one answer, from the connection to its last byte. */
  DOWNSTREAM_TIMEOUT_MS: milliseconds.default(2_000),
  /** How long a call may take with its retries; less than two timeouts, and what has timed out is not tried again. */
  DOWNSTREAM_BUDGET_MS: milliseconds.default(5_000),
  /** How many calls to one service may be under way; those that are meant to wait are counted apart. */
  DOWNSTREAM_CAPACITY: wholeNumber(1, 100_000).default(256),
  /** How many calls within ten seconds it takes before a breaker may open. */
  BREAKER_VOLUME: wholeNumber(1, 1_000_000).default(10),
  /** A breaker opens when more than this part of them has failed. */
  BREAKER_ERROR_PERCENT: wholeNumber(1, 99).default(50),
  /** How long a breaker refuses calls before it lets one try. */
  BREAKER_RESET_MS: milliseconds.default(5_000),
  /** How old the copy of a menu may be that is given when the restaurant service cannot answer. */
  STALE_COPY_MS: milliseconds.default(3_600_000),
};
