import { DownstreamFailure } from '../clients/downstream-failure.js';
import type { DownstreamAnswer } from '../clients/exchange.js';
import { isServerError } from '../clients/is-server-error.js';

/** An answer that says the service is in trouble; opossum counts what is thrown. */
export class FailedAnswer extends Error {
  constructor(readonly answer: DownstreamAnswer) {
    super(`answered ${answer.status}`);
  }
}

export function demandNoFailure(answer: DownstreamAnswer): DownstreamAnswer {
  if (isServerError(answer)) throw new FailedAnswer(answer);
  return answer;
}

/** No answer, or a 5xx. A 4xx is the caller's mistake, and a caller who has gone proves nothing. */
export const isFailureOfService = (error: unknown): boolean =>
  error instanceof FailedAnswer || (error instanceof DownstreamFailure && error.kind !== 'abandoned');
