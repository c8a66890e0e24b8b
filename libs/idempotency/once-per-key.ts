import type { UnitOfWork } from '#messaging';
import { SharedTransaction, type Transaction } from '#outbox';
import { randomUUIDv7 } from 'node:crypto';
import { claimKey } from './idempotency-keys-table.js';
import { IdempotencyKeyReused } from './idempotency-errors.js';
import { fingerprintOf } from './fingerprint.js';
import type { IdempotencyKey } from './idempotency-key.js';

/** Well below the time that callers wait for an answer: they are to hear of it. */
const PATIENCE_MS = 1_000;
/** Those who share the transaction wait as well. */
const PATIENCE_IN_COMPANY_MS = 50;

/** How something is made, and how it is answered for again. */
export interface Making<Made> {
  /** Makes it, under this id. */
  readonly make: (work: UnitOfWork, id: string) => Promise<Made>;
  /** What `make` has resolved to under this id, for the same request. */
  readonly recall: (work: UnitOfWork, id: string) => Made | Promise<Made>;
}

/**
 * Units of work that make something, once for each key of a caller. The key commits with what was made: a crash
 * leaves both or neither, and of several requests with one key the others wait for the first. Requests that come at the same
 * time share a transaction.
 * After draft-ietf-httpapi-idempotency-key-header.
 */
export class OncePerKey {
  private readonly shared: SharedTransaction;

  constructor(
    transaction: Transaction,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    this.shared = new SharedTransaction(transaction);
  }

  /**
   * Resolves to what is made, or was made when the key came first; without a key it is always made. Rejects with
   * IdempotencyKeyReused when `request` is not the one that the key came with, with RequestInProgress when that one
   * takes longer than `patienceMs`, a second unless given, and with the errors of `make`, after which the key is free again.
   */
  async run<Made>(
    key: IdempotencyKey | undefined,
    request: unknown,
    { make, recall }: Making<Made>,
  ): Promise<Made> {
    const id = randomUUIDv7();
    const waitsUntil = performance.now() + this.patienceMs;
    const outcome = await this.shared.run(async (work, isAlone) => {
      if (!key) return { made: await make(work, id) };
      const fingerprint = fingerprintOf(request);
      const patienceMs = isAlone ? Math.round(waitsUntil - performance.now()) : PATIENCE_IN_COMPANY_MS;
      const claim = await claimKey(work.entityManager, key, { fingerprint, madeId: id }, patienceMs);
      // Not thrown here: nothing was done for it, and those who share the transaction need not begin again.
      if (claim.fingerprint !== fingerprint) return { refusal: new IdempotencyKeyReused(key.key) };
      return { made: await (claim.madeId === id ? make(work, id) : recall(work, claim.madeId)) };
    });
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.made;
  }
}
