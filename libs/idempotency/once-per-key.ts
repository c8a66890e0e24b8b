import type { UnitOfWork } from '#messaging';
import { SharedTransaction, type Transaction } from '#outbox';
import { randomUUIDv7 } from 'node:crypto';
import { claimKey } from './idempotency-keys-table.js';
import { IdempotencyKeyReused } from './idempotency-errors.js';
import { fingerprintOf } from './fingerprint.js';
import type { IdempotencyKey } from './idempotency-key.js';

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

  constructor(transaction: Transaction) {
    this.shared = new SharedTransaction(transaction);
  }

  /**
   * Resolves to what is made, or was made when the key came first; without a key it is always made. Rejects with
   * IdempotencyKeyReused when `request` is not the one that the key came with, with RequestInProgress when that one
   * takes longer than a second, and with the errors of `make`, after which the key is free again.
   */
  async run<Made>(
    key: IdempotencyKey | undefined,
    request: unknown,
    { make, recall }: Making<Made>,
  ): Promise<Made> {
    const id = randomUUIDv7();
    const outcome = await this.shared.run(async (work) => {
      if (!key) return { made: await make(work, id) };
      const fingerprint = fingerprintOf(request);
      const claim = await claimKey(work.entityManager, key, { fingerprint, madeId: id });
      // Not thrown here: nothing was done for it, and those who share the transaction need not begin again.
      if (claim.fingerprint !== fingerprint) return { refusal: new IdempotencyKeyReused(key.key) };
      return { made: await (claim.madeId === id ? make(work, id) : recall(work, claim.madeId)) };
    });
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.made;
  }
}
