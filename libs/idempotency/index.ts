export { CreateIdempotencyKeys1761000000004 } from './create-idempotency-keys.migration.js';
export { idempotencyProblems } from './idempotency-errors.js';
export { IdempotencyKey } from './idempotency-key.js';
export { idempotencyRetention } from './idempotency-retention.js';
export { OncePerKey } from './once-per-key.js';
