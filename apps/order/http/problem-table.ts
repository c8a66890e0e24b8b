import { idempotencyProblems } from '#idempotency';
import type { ProblemTable } from '#service-kit';
import { OrderNotFound, TransitionNotAllowed } from '../domain/order-errors.js';

/** The HTTP status of each of this service's errors. */
export const problemTable: ProblemTable = [
  [OrderNotFound, 404],
  [TransitionNotAllowed, 409],
  ...idempotencyProblems,
];
