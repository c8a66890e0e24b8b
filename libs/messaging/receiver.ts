import type { Message } from './message.js';
import type { Answer, UnitOfWork } from './unit-of-work.js';

export type Decide = (message: Message, work: UnitOfWork) => Promise<Answer | void>;

/** A message and what its handler does with it. */
export interface Reception {
  readonly message: Message;
  readonly decide: Decide;
  /** Names what the handler locks. */
  readonly locks: string;
}

/** What came of a message: it was handled, or had been before. */
export type ReceptionOutcome = 'handled' | 'duplicate';

/**
 * Handles every message once: duplicate detection, the handler's decision, its answer. The inbox implements it; the
 * subscription acknowledges only after it has resolved.
 */
export interface Receiver {
  /**
   * Handles messages in one transaction, and resolves once it is committed: one after the other those that lock the same,
   * and otherwise at once. Rejects with {@link ReceiverUnavailable} or a handler's error, and then nothing has happened, for
   * none of them.
   */
  receive(receptions: readonly Reception[]): Promise<readonly ReceptionOutcome[]>;
  /** Remembers a failed attempt for the timeline, as well as it can; never rejects. */
  recordFailure(message: Message, failure: Failure): Promise<void>;
}

export interface Failure {
  readonly error: string;
  readonly disposition: 'retry' | 'dead-letter';
}

/** The database is away. That is not the message's fault: the subscription waits, and tries the same message again. */
export class ReceiverUnavailable extends Error {
  override readonly name = 'ReceiverUnavailable';
}
