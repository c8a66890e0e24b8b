import { ConsumerNotFound } from '../domain/consumer-errors.js';

/** The HTTP status of each of this service's errors. */
export const problemTable = [[ConsumerNotFound, 404]] as const;
