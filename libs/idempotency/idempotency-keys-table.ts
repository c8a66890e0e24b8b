import { driverError } from '#service-kit';
import type { EntityManager } from 'typeorm';
import { RequestInProgress } from './idempotency-errors.js';
import type { IdempotencyKey } from './idempotency-key.js';

const LOCK_NOT_AVAILABLE = '55P03';
/** Well below the time that callers wait for an answer: they are to hear of it. */
const PATIENCE_MS = 1_000;

export interface Claim {
  readonly fingerprint: string;
  readonly madeId: string;
}

/**
 * Takes the key until the work is done, and resolves to the claim that holds: this one, or the one of the request that
 * came first. The update, which changes nothing, has the statement wait for an insert that is not committed yet and then
 * return its row, were it deleted by the retention in the same moment or not.
 */
export async function claimKey(
  manager: EntityManager,
  { caller, key }: IdempotencyKey,
  { fingerprint, madeId }: Claim,
): Promise<Claim> {
  await manager.query(`SELECT set_config('lock_timeout', $1, true)`, [String(PATIENCE_MS)]);
  const rows: Claim[] = await manager
    .query(
      `INSERT INTO idempotency_keys AS known (caller, key, fingerprint, made_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (caller, key) DO UPDATE SET made_id = known.made_id
       RETURNING fingerprint, made_id AS "madeId"`,
      [caller, key, fingerprint, madeId],
    )
    .catch((error: unknown) => {
      throw driverError(error).code === LOCK_NOT_AVAILABLE
        ? new RequestInProgress(key, { cause: error })
        : error;
    });
  return rows[0] as Claim;
}
