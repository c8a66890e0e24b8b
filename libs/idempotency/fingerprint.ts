import { createHash } from 'node:crypto';

/** A hash of the request's content: the order of its fields makes no difference, everything else does. */
export const fingerprintOf = (request: unknown): string =>
  createHash('sha256').update(JSON.stringify(request, sortFields)).digest('hex');

const sortFields = (_: string, value: unknown): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted(byName)) : value;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const byName = ([one]: [string, unknown], [other]: [string, unknown]): number => (one < other ? -1 : 1);
