import type { Call } from './exchange.js';

/** RFC 9110, section 9.2.1: they change nothing. */
const SAFE_METHODS = ['GET', 'HEAD'];
/** Where the service knows a repeated Idempotency-Key, and gives the answer that it has given before. */
const KEYED = ['POST /orders'];

/**
 * Whether a call may be sent again though nobody knows what became of it. A PUT with If-Match may not: repeated after
 * its success, it would be refused for the version that it has itself made.
 */
export function isRepeatable({ method, path, headers }: Call): boolean {
  if (SAFE_METHODS.includes(method)) return true;
  return headers['idempotency-key'] !== undefined && KEYED.includes(`${method} ${path.split('?', 1)[0]}`);
}
