import { routeOf } from '#contracts/rest';
import type { Call } from './exchange.js';

/**
 * Whether a call may be sent again though nobody knows what became of it: it changes nothing, or its service knows the
 * Idempotency-Key again, and gives the answer that it has given before. A PUT with If-Match may not: repeated after its
 * success, it would be refused for the version that it has itself made.
 */
export function isRepeatable({ method, path, headers }: Call): boolean {
  if (method === 'GET') return true;
  return headers['idempotency-key'] !== undefined && routeOf(method, path)?.repetition === 'once-per-key';
}
