import { idempotencyProblems } from '#idempotency';
import type { ProblemTable } from '#service-kit';
import { ConsumerNotFound } from '../domain/consumer-errors.js';

/** The HTTP status of each of this service's errors. */
export const problemTable: ProblemTable = [[ConsumerNotFound, 404], ...idempotencyProblems];
