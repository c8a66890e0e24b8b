import { idempotencyProblems } from '#idempotency';
import type { ProblemTable } from '#service-kit';
import { MenuVersionMismatch, RestaurantNotFound } from '../domain/restaurant-errors.js';
import { TicketNotFound, TicketTransitionNotAllowed } from '../domain/ticket-errors.js';

/** The HTTP status of each of this service's errors. */
export const problemTable: ProblemTable = [
  [RestaurantNotFound, 404],
  [MenuVersionMismatch, 412],
  [TicketNotFound, 404],
  [TicketTransitionNotAllowed, 409],
  ...idempotencyProblems,
];
