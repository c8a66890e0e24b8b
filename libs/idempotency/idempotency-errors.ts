import type { ProblemTable } from '#service-kit';

/** The key was sent before, with another request. */
export class IdempotencyKeyReused extends Error {
  override readonly name = 'IdempotencyKeyReused';
  readonly slug = 'idempotency-key-reused';

  constructor(readonly key: string) {
    super(`The Idempotency-Key "${key}" was sent before, with another request: take a new one`);
  }
}

/** The first request of the key is not done yet. */
export class RequestInProgress extends Error {
  override readonly name = 'RequestInProgress';
  readonly slug = 'request-in-progress';
  readonly retryAfterS = 1;

  constructor(
    readonly key: string,
    options: ErrorOptions,
  ) {
    super(`The request with the Idempotency-Key "${key}" is still being carried out`, options);
  }
}

/** The statuses of draft-ietf-httpapi-idempotency-key-header, section 2.7. */
export const idempotencyProblems: ProblemTable = [
  [IdempotencyKeyReused, 422],
  [RequestInProgress, 409],
];
