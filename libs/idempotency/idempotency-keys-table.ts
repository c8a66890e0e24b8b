import { allEnded, driverError, joined, prepared, statementOnRows } from '#service-kit';
import type { EntityManager } from 'typeorm';
import { RequestInProgress } from './idempotency-errors.js';
import type { IdempotencyKey } from './idempotency-key.js';

const LOCK_NOT_AVAILABLE = '55P03';

export interface Claim {
  readonly fingerprint: string;
  readonly madeId: string;
}

/** A request's claim to its key. */
type KeyedClaim = Claim & IdempotencyKey;

/**
 * Takes the key until the work is done, and resolves to the claim that holds: this one, or the one of the request that
 * came first. Rejects with RequestInProgress when that one is not done after `patienceMs`, which is the same for all who share
 * the transaction.
 */
export const claimKey = (
  manager: EntityManager,
  key: IdempotencyKey,
  claim: Claim,
  patienceMs: number,
): Promise<Claim> =>
  claimTogether(manager, { ...key, ...claim, patienceMs }).catch((error: unknown) => {
    throw driverError(error).code === LOCK_NOT_AVAILABLE
      ? new RequestInProgress(key.key, { cause: error })
      : error;
  });

/**
 * The update, which changes nothing, has the statement wait for an insert that is not committed yet and then return its row,
 * were it deleted by the retention in the same moment or not.
 */
const insertOrFind = statementOnRows<KeyedClaim, KeyedClaim>(
  { caller: 'caller text', key: 'key text', fingerprint: 'fingerprint text', madeId: 'made_id uuid' },
  (given, names) =>
    `INSERT INTO idempotency_keys AS known (${names}) SELECT * FROM ${given} ORDER BY caller, key
     ON CONFLICT (caller, key) DO UPDATE SET made_id = known.made_id
     RETURNING caller, key, fingerprint, made_id AS "madeId"`,
);

const limitPatience = prepared(`SELECT set_config('lock_timeout', $1, true)`);
/** For PostgreSQL, 0 would be no limit. */
const LEAST_PATIENCE_MS = 1;

interface Claiming extends KeyedClaim {
  readonly patienceMs: number;
}

const claimTogether = joined(async (manager, claims: readonly Claiming[]): Promise<Claim[]> => {
  const patienceMs = Math.max(LEAST_PATIENCE_MS, Math.min(...claims.map((claim) => claim.patienceMs)));
  const limited = limitPatience(manager, [String(patienceMs)]);
  const [, holding] = await allEnded([limited, insertOrFind(manager, claims)]);
  const ofKey = new Map(holding.map((claim) => [nameOf(claim), claim]));
  return claims.map((claim) => ofKey.get(nameOf(claim)) as Claim);
});

const nameOf = ({ caller, key }: IdempotencyKey): string => JSON.stringify([caller, key]);
